import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { csvType } from '../documents/media-types.ts'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { closed } from '../schemas/named.ts'
import {
  AgencyId,
  Cursor,
  FormatVersion,
  Kind,
  Limit,
  RegionCode,
  State,
  Year,
} from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { ReportPage } from '../schemas/report.ts'
import { exportReports } from '../services/export-reports.ts'
import { listReports, type Place } from '../services/list-reports.ts'
import { headFor } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import {
  asParameter,
  attachment,
  inMedia,
  jsonType,
  mediaTypeFor,
  mustHaveView,
  viewParameter,
} from './media.ts'
import { readers } from './reports.ts'
import { VARY } from './send-printed.ts'

/** Lists of reports: pages of JSON, or all of them as one file. */
export const reportListRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/reports',
    {
      config: { access: readers },
      schema: {
        operationId: 'listReports',
        summary: 'List reports',
        description:
          'The reports the caller may see, newest year first, then by agency. As CSV: every cell of every report of the list, from `cursor` on if given, as one file; `limit` is for pages of JSON.',
        tags: ['reports'],
        querystring: closed({
          region: Type.Optional(RegionCode),
          agency: Type.Optional(AgencyId),
          kind: Type.Optional(Kind),
          year: Type.Optional(Year),
          state: Type.Optional(State),
          format: Type.Optional(FormatVersion),
          limit: Type.Optional(Limit),
          cursor: Type.Optional(Cursor),
          as: asParameter('json', 'csv'),
          view: viewParameter('long', 'wide'),
        }),
        response: {
          200: bearing(
            inMedia('The reports', [csvType], ReportPage),
            'Vary',
            'Content-Disposition',
          ),
          ...problems('invalid-cursor', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { caller, query } = request
      const { limit = 50, cursor, as, view, ...asked } = query
      const mediaType = mediaTypeFor(request, as, [jsonType, csvType])
      mustHaveView(mediaType, view)
      const none = { region: null, agency: null, kind: null, year: null, state: null, format: null }
      const filter = { ...none, ...asked }
      const after = placeIn<Place>(app.cursors, cursor, filter)
      reply.header('vary', VARY)
      if (mediaType === csvType) {
        const file = exportReports(service, caller, filter, { view, after })
        return reply
          .header('content-disposition', attachment(csvType, 'reports'))
          .type('text/csv; charset=utf-8; header=present')
          .send(Readable.from(file) as never)
      }
      const heads = await listReports(service, caller, filter, { after, limit: limit + 1 })
      const page = pageOf(app.cursors, reply, heads, limit, filter, ({ year, agency }) => ({
        year,
        agency,
      }))
      return { ...page, items: page.items.map((head) => headFor(service, caller, head)) }
    },
  )
}
