import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { csvType } from '../documents/media-types.ts'
import { byteOrderMark, csvLine } from '../documents/print/csv.ts'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { FilingCoverage, ListedStatus } from '../schemas/coverage.ts'
import { closed } from '../schemas/named.ts'
import { Cursor, Kind, Limit, RegionCode, Year } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { coverFiling, type ListedFiler, listFilers } from '../services/cover-filing.ts'
import type { Service } from '../services/service.ts'
import { asParameter, attachment, inMedia, jsonType, mediaTypeFor } from './media.ts'

/** Who has filed, who has not, and why. */
export const coverageRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/coverage',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'getCoverage',
        summary: 'Who has filed and who has not',
        description:
          'The filers of a region’s subtree for a year, whether or not they count in its sums: how many were expected, have filed, were late, are missing and why, with both rates; and a page of those to be reminded (催报), or of those at the status asked for. As CSV, the page alone.',
        tags: ['aggregates'],
        querystring: closed({
          region: RegionCode,
          year: Year,
          kind: Type.Optional(Kind),
          status: Type.Optional(ListedStatus),
          limit: Type.Optional(Limit),
          cursor: Type.Optional(Cursor),
          as: asParameter('json', 'csv'),
        }),
        response: {
          200: bearing(
            inMedia('Who has filed and who has not', [csvType], FilingCoverage),
            'Vary',
            'Content-Disposition',
          ),
          ...problems('region-not-found', 'invalid-cursor', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { limit = 50, cursor, as, status = 'missing', ...asked } = request.query
      const mediaType = mediaTypeFor(request, as, [jsonType, csvType])
      const query = { kind: null, ...asked }
      const coverage = await coverFiling(service, request.caller, query)
      const filter = { ...query, status }
      const after = placeIn<string>(app.cursors, cursor, filter) ?? ''
      const found = await listFilers(service, filter, after, limit + 1)
      const { items, next } = pageOf(app.cursors, reply, found, limit, filter, ({ id }) => id)
      reply.header('vary', 'Authorization, Accept')
      if (mediaType === csvType) {
        const name = `coverage-${query.region}-${query.year}`
        return reply
          .header('content-disposition', attachment(csvType, name))
          .type(`${csvType}; charset=utf-8`)
          .send(`${byteOrderMark}${[HEADINGS, ...items.map(recordOf)].map(csvLine).join('')}`)
      }
      const { region, year } = query
      const list = items.map(({ id, ...filer }) => ({ agencyId: id, ...filer }))
      return reply.send({ region, year, ...coverage, items: list, next } as never)
    },
  )
}

const HEADINGS = [
  'agencyId',
  'name',
  'kind',
  'region',
  'status',
  'due',
  'daysLeft',
  'late',
  'submittedAt',
  'reason',
] as const

const recordOf = ({ id, late, ...filer }: ListedFiler) => [
  id,
  filer.name,
  filer.kind,
  filer.region,
  filer.status,
  filer.due,
  filer.daysLeft,
  late ? 'true' : 'false',
  filer.submittedAt,
  filer.reason,
]
