import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Aggregate } from '../schemas/aggregate.ts'
import { closed, listOf } from '../schemas/named.ts'
import {
  Basis,
  CellPattern,
  Compare,
  GroupBy,
  Kind,
  Moment,
  RegionCode,
  Year,
} from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { aggregateReports } from '../services/aggregate-reports.ts'
import type { Service } from '../services/service.ts'

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
          'Every cell summed over the reports of a region’s whole subtree, for a year or a range, with who is counted and what was not stated in each number. Supervising offices add up any basis (accepted when not said); everybody else what is published.',
        tags: ['aggregates'],
        querystring: closed({
          region: RegionCode,
          year: Type.Optional(Year),
          from: Type.Optional(Year),
          to: Type.Optional(Year),
          basis: Type.Optional(Basis),
          groupBy: Type.Optional(
            listOf(GroupBy, { maxItems: 2, description: 'One group for each; at most two' }),
          ),
          kind: Type.Optional(Kind),
          cells: Type.Optional(
            listOf(CellPattern, { maxItems: 50, description: 'Only these cells and groups' }),
          ),
          compare: Type.Optional(Compare),
          rankBy: Type.Optional(
            Type.String({
              maxLength: 100,
              description: 'Ranks the groups by a cell, group or indicator, largest first',
            }),
          ),
          asOf: Type.Optional(Moment),
        }),
        response: { 200: Aggregate, ...problems('region-not-found', 'too-many-groups') },
      },
    },
    async ({ query, caller }) => aggregateReports(service, caller, query),
  )
}
