import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { closed } from '../schemas/named.ts'
import { Cursor, Limit } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { RevisionPage } from '../schemas/report.ts'
import { mustHold } from '../services/access.ts'
import { findAgency } from '../services/find-agencies.ts'
import type { Service } from '../services/service.ts'
import { ReportKey } from './reports.ts'

/** The history of a report: nothing filed is ever overwritten. */
export const revisionRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/reports/:agencyId/:year/revisions',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'listRevisions',
        summary: 'List the revisions of a report',
        description: 'Oldest first; GET the report with `revision` for the content of one.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({ limit: Type.Optional(Limit), cursor: Type.Optional(Cursor) }),
        response: {
          200: RevisionPage,
          ...problems('agency-not-found', 'report-not-found', 'invalid-cursor'),
        },
      },
    },
    async ({ params: { agencyId, year }, query: { limit = 50, cursor }, caller }, reply) => {
      mustHold(service, caller, findAgency(service, caller, agencyId))
      const head = await service.store.reports.find(agencyId, year)
      if (head === undefined) throw new Problem('report-not-found', { agency: agencyId, year })
      const filter = { agencyId, year }
      const after = placeIn<number>(app.cursors, cursor, filter) ?? 0
      const found = await service.store.reports.revisions(head.id, after, limit + 1)
      const page = pageOf(app.cursors, reply, found, limit, filter, ({ number }) => number)
      const items = page.items.map(
        ({ number, digest, mediaType, documentDigest, size, ...rest }) => ({
          ...rest,
          revision: number,
          digest: digest.toString('hex'),
          document:
            mediaType === null || documentDigest === null || size === null
              ? null
              : { mediaType, digest: documentDigest.toString('hex'), size },
        }),
      )
      return { ...page, items }
    },
  )
}
