import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { closed } from '../schemas/named.ts'
import { Cursor, Limit, ReportKey, RevisionNumber } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { RemarkPage } from '../schemas/remark.ts'
import { listRemarks } from '../services/remarks.ts'
import type { Service } from '../services/service.ts'
import { askingOf } from './asking.ts'

/** What the office said of a report when it sent it back or took it. */
export const remarkRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/reports/:agencyId/:year/remarks',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'listRemarks',
        summary: 'List what was said of a report',
        description:
          'The comment of each step (without a place) and the remarks at cells and sentences, oldest first, with the revision they were made on.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({
          revision: Type.Optional(RevisionNumber),
          limit: Type.Optional(Limit),
          cursor: Type.Optional(Cursor),
        }),
        response: {
          200: RemarkPage,
          ...problems('agency-not-found', 'report-not-found', 'invalid-cursor'),
        },
      },
    },
    async (request, reply) => {
      const { limit = 50, cursor, revision = null } = request.query
      const filter = { ...request.params, revision }
      const after = placeIn<number>(app.cursors, cursor, filter) ?? 0
      const found = await listRemarks(service, askingOf(request), filter, after, limit + 1)
      const page = pageOf(app.cursors, reply, found, limit, filter, ({ id }) => id)
      return { ...page, items: page.items.map(({ id: _, ...remark }) => remark) }
    },
  )
}
