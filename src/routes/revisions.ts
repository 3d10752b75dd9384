import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { enclosed, opening } from '../reports/enclosed.ts'
import { closed } from '../schemas/named.ts'
import { Cursor, Limit, ReportKey, RevisionNumber } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { RevisionBody, RevisionChanges, RevisionPage } from '../schemas/report.ts'
import { compareRevisions, getRevision } from '../services/get-revision.ts'
import { heldReport } from '../services/held-report.ts'
import type { Service } from '../services/service.ts'

const RevisionKey = closed({ ...ReportKey.properties, revision: RevisionNumber })
const notFound = ['agency-not-found', 'report-not-found', 'revision-not-found'] as const

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
      const filter = { agencyId, year }
      const { head } = await heldReport(service, caller, filter)
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
  app.get(
    '/reports/:agencyId/:year/revisions/:revision',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'getRevision',
        summary: 'Get a revision',
        description: 'As it was filed, who filed it, when and why; discarded drafts too.',
        tags: ['reports'],
        params: RevisionKey,
        querystring: closed({}),
        response: { 200: RevisionBody, ...problems(...notFound) },
      },
    },
    async ({ params, caller }, reply) => {
      const { agencyId, year } = params
      const { number, format, digest, reason, client, at, body } = await getRevision(
        service,
        caller,
        params,
      )
      const hash = digest.toString('hex')
      const about = { agencyId, year, revision: number, format, digest: hash, reason, client, at }
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .send(enclosed(opening(about), body) as never)
    },
  )

  app.get(
    '/reports/:agencyId/:year/revisions/:revision/changes',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'compareRevisions',
        summary: 'Compare two revisions',
        description:
          'The cells that read otherwise, and of every text the stretch that does. Without `from` it is compared with the revision before.',
        tags: ['reports'],
        params: RevisionKey,
        querystring: closed({ from: Type.Optional(RevisionNumber) }),
        response: { 200: RevisionChanges, ...problems(...notFound) },
      },
    },
    async ({ params, query, caller }) => {
      const { agencyId, year, revision } = params
      const from = query.from ?? Math.max(revision - 1, 1)
      const changes = await compareRevisions(service, caller, { ...params, from })
      return { agencyId, year, from, to: revision, ...changes }
    },
  )
}
