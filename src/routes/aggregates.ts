import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { csvType, excelType, htmlType } from '../documents/media-types.ts'
import { Aggregate } from '../schemas/aggregate.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { closed, listOf, nothing } from '../schemas/named.ts'
import {
  Basis,
  CellPattern,
  Compare,
  GroupBy,
  Kind,
  Moment,
  RegionCode,
  SEVERAL,
  Year,
} from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { aggregateReports } from '../services/aggregate-reports.ts'
import { printSums } from '../services/print-sums.ts'
import type { Service } from '../services/service.ts'
import { asParameter, attachment, contentTypeOf, inMedia, jsonType, mediaTypeFor } from './media.ts'
import { holds, isNew } from './tagged.ts'

/** Sums over a region's whole subtree. */
export const aggregateRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/aggregates',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'getAggregates',
        summary: 'Add up a region',
        description:
          'Every cell summed over the reports of a region’s whole subtree, for a year or a range, with who is counted and what was not stated in each number. Groups always add up to the whole: by region, the region’s own agencies are a group beside the regions right below (`own`). As CSV a record for each cell of each group; one group also on the official tables, in Excel or as an HTML fragment. Supervising offices add up any basis (accepted when not said); everybody else what is published.',
        tags: ['aggregates'],
        querystring: closed({
          region: RegionCode,
          year: Type.Optional(Year),
          from: Type.Optional(Year),
          to: Type.Optional(Year),
          basis: Type.Optional(Basis),
          groupBy: Type.Optional(
            listOf(GroupBy, {
              maxItems: 2,
              description: `One group for each; at most two, and beside agency only year. ${SEVERAL}`,
            }),
          ),
          kind: Type.Optional(Kind),
          cells: Type.Optional(
            listOf(CellPattern, {
              maxItems: 50,
              description: `Only these cells and groups; ${SEVERAL}`,
            }),
          ),
          compare: Type.Optional(Compare),
          rankBy: Type.Optional(
            Type.String({
              maxLength: 100,
              description:
                'Ranks the groups by a cell, group or indicator, largest first; by region, the region’s own agencies come last and have no rank',
            }),
          ),
          asOf: Type.Optional(Moment),
          as: asParameter('json', 'csv', 'xlsx', 'html'),
        }),
        response: {
          200: bearing(
            inMedia('The sums', [csvType, excelType, htmlType], Aggregate),
            'ETag',
            'Vary',
            'Content-Disposition',
          ),
          304: bearing(nothing('The caller holds these sums'), 'ETag', 'Vary'),
          ...problems('region-not-found', 'too-many-groups', 'read-too-long', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { query, caller } = request
      const { as, ...asked } = query
      const mediaType = mediaTypeFor(request, as, [jsonType, csvType, excelType, htmlType])
      if (mediaType === jsonType) {
        const { text, etag } = await aggregateReports(service, caller, asked)
        const body = holds(request, etag, mediaType) ? undefined : await text()
        if (!isNew(reply, etag, mediaType)) return reply.send()
        return reply.type('application/json; charset=utf-8').send(body as never)
      }
      const { file, etag } = await printSums(service, caller, asked, mediaType)
      if (!isNew(reply, etag, mediaType)) return reply.send()
      if (mediaType !== htmlType) {
        const name = `sums-${asked.region}-${asked.year ?? `${asked.from}-${asked.to}`}`
        reply.header('content-disposition', attachment(mediaType, name))
      }
      return reply
        .type(contentTypeOf(mediaType))
        .send((Buffer.isBuffer(file) ? file : Readable.from(file)) as never)
    },
  )
}
