import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { Aggregate } from '../schemas/aggregate.ts'
import { closed } from '../schemas/named.ts'
import { Basis, GroupBy, Kind, RegionCode, Year } from '../schemas/parameters.ts'
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
          groupBy: Type.Optional(GroupBy),
          kind: Type.Optional(Kind),
        }),
        response: { 200: Aggregate, ...problems('region-not-found', 'too-many-groups') },
      },
    },
    async ({ query, caller }) => {
      const { year, from, to, ...rest } = query
      return aggregateReports(service, caller, { ...rest, ...span(year, from, to) })
    },
  )
}

const LONGEST = 50

/** The years asked for: one, or a range of at most fifty. */
function span(year: number | undefined, from: number | undefined, to: number | undefined) {
  const wrong = (parameter: string, zh: string, en: string) =>
    new Problem(
      'invalid-parameters',
      { count: 1 },
      { faults: [{ parameter, code: 'years', message: { zh, en } }] },
    )
  if (year !== undefined) {
    if (from !== undefined || to !== undefined) {
      throw wrong('year', '不能与 from、to 同时使用', 'cannot stand beside from and to')
    }
    return { from: year, to: year }
  }
  if (from === undefined || to === undefined) {
    throw wrong(
      'year',
      '请用 year 指定年度，或用 from 与 to 指定范围',
      'is required, or from and to',
    )
  }
  if (to < from || to - from >= LONGEST) {
    throw wrong(
      'to',
      `应不早于 from，且跨度不超过 ${LONGEST} 年`,
      `must not lie before from, nor ${LONGEST} years after it`,
    )
  }
  return { from, to }
}
