import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { csvType } from '../documents/media-types.ts'
import { pageBefore, placeIn } from '../plugins/cursor.ts'
import { bearing } from '../schemas/answer-headers.ts'
import {
  CellTest,
  Fields,
  LookedAt,
  listedFields,
  Question,
  ReportPage,
  Sort,
} from '../schemas/list.ts'
import { closed, listOf } from '../schemas/named.ts'
import {
  AgencyId,
  Cursor,
  FormatVersion,
  Kind,
  Limit,
  oneOrMore,
  RegionCode,
  SEVERAL,
  SeverityName,
  State,
  Year,
} from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { exportReports } from '../services/export-reports.ts'
import { pickerOf } from '../services/list-query.ts'
import { type At, listReports } from '../services/list-reports.ts'
import { listedFor } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import { begun } from './begun.ts'
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

/** In one order, whatever the order of the parameters: a cursor is bound to its list. */
const UNASKED = {
  ...{ region: undefined, agency: undefined, kind: undefined, year: undefined, state: undefined },
  ...{ basis: undefined, format: undefined, severity: undefined, cell: undefined },
  ...{ q: undefined, sort: undefined },
}

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
          'The reports the caller works on or, to whom works on none, those that are published: a reporter’s are its agencies’, a reviewer’s its subtree’s, an admin’s all. Newest year first, then by agency. `q` searches the narratives: words of two characters or more, all of which must stand there, exactly but for spaces and the width of characters; each report then comes with the sentences found, in the newest year first. A page is read in a bounded time: it may hold fewer than `limit`, or none, and only `next` null is the end. As CSV: every cell of every report of the list, from `cursor` on if given, as one file; `limit` and `fields` are for pages of JSON.',
        tags: ['reports'],
        querystring: closed({
          region: Type.Optional(RegionCode),
          agency: Type.Optional(oneOrMore(AgencyId, 100)),
          kind: Type.Optional(oneOrMore(Kind, 6)),
          year: Type.Optional(Year),
          state: Type.Optional(oneOrMore(State, 5)),
          basis: Type.Optional(LookedAt),
          format: Type.Optional(FormatVersion),
          severity: Type.Optional(SeverityName),
          cell: Type.Optional(
            listOf(CellTest, { maxItems: 5, description: `Comparisons that all hold; ${SEVERAL}` }),
          ),
          q: Type.Optional(Question),
          fields: Type.Optional(Fields),
          sort: Type.Optional(Sort),
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
          ...problems('invalid-cursor', 'not-acceptable', 'read-too-long'),
        },
      },
    },
    async (request, reply) => {
      const { caller, query } = request
      const { limit = 50, cursor, as, view, fields, ...asked } = query
      const mediaType = mediaTypeFor(request, as, [jsonType, csvType])
      mustHaveView(mediaType, view)
      const filter = { ...UNASKED, ...asked }
      const pick = pickerOf(fields, listedFields)
      const after = placeIn<At>(app.cursors, cursor, filter)
      if (mediaType === csvType) {
        const file = await begun(exportReports(service, caller, asked, { view, after }))
        return reply
          .headers({ vary: VARY, 'content-disposition': attachment(csvType, 'reports') })
          .type('text/csv; charset=utf-8; header=present')
          .send(file as never)
      }
      const { items, next } = await listReports(service, caller, asked, { after, limit })
      const listed = items.map((one) => pick(listedFor(service, caller, one)))
      reply.header('vary', VARY)
      return pageBefore(app.cursors, reply, listed, next, filter)
    },
  )
}
