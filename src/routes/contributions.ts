import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { Contributions } from '../schemas/contribution.ts'
import { closed } from '../schemas/named.ts'
import {
  Basis,
  CellAddress,
  Cursor,
  Kind,
  Limit,
  Moment,
  RegionCode,
  Year,
} from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { listContributions, type Place } from '../services/list-contributions.ts'
import type { Service } from '../services/service.ts'

/** The reports behind a sum. */
export const contributionRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/aggregates/contributions',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'listContributions',
        summary: 'List the reports behind a sum',
        description:
          'Every report counted in one aggregated cell or group, largest figure first, with its share, the revision that counts and a link to it; those that state nothing come last. Total and digest are those of the ungrouped aggregate as of the same moment. Later pages stay at the moment of the first.',
        tags: ['aggregates'],
        querystring: closed({
          region: RegionCode,
          cell: CellAddress,
          year: Type.Optional(Year),
          from: Type.Optional(Year),
          to: Type.Optional(Year),
          basis: Type.Optional(Basis),
          kind: Type.Optional(Kind),
          asOf: Type.Optional(Moment),
          limit: Type.Optional(Limit),
          cursor: Type.Optional(Cursor),
        }),
        response: {
          200: Contributions,
          ...problems('region-not-found', 'invalid-cursor', 'not-comparable', 'read-too-long'),
        },
      },
    },
    async ({ query: { limit = 50, cursor, ...asked }, caller }, reply) => {
      const after = placeIn<Place>(app.cursors, cursor, asked)
      const { items, ...answer } = await listContributions(service, caller, asked, { after, limit })
      const page = pageOf(app.cursors, reply, items, limit, asked, ({ place }) => place)
      return { ...answer, ...page, items: page.items.map(({ item }) => item) }
    },
  )
}
