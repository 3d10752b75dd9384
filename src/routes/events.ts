import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { bearing } from '../schemas/answer-headers.ts'
import { EventList } from '../schemas/event.ts'
import { closed, whole } from '../schemas/named.ts'
import { Limit } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { followEvents } from '../services/follow-events.ts'
import type { Service } from '../services/service.ts'

const After = whole({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The id of the last event seen; from the beginning when not given',
  examples: [0],
})

/** The log of events: change feed and audit in one. */
export const eventRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/events',
    {
      config: { access: ['admin', 'auditor', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'listEvents',
        summary: 'Follow what happens',
        description:
          'The append-only log, oldest first, from any point and as often as wanted: keep `after` once a page is dealt with, and no event is missed. Reporters see what concerns their agencies, reviewers their subtree and where an agency that has left it went, admins every report and entry; readers see what was published. Keys, refused keys and readings of the log are shown to auditors only. A page may be empty and still have a `next`.',
        tags: ['events'],
        querystring: closed({ after: Type.Optional(After), limit: Type.Optional(Limit) }),
        response: { 200: bearing(EventList, 'Link'), ...problems('storage-unavailable') },
      },
    },
    async ({ query: { after: from = 0, limit = 50 }, caller }, reply) => {
      const { events, after, more } = await followEvents(service, caller, { after: from, limit })
      const items = events.map(({ agency, ...event }) => ({ ...event, agencyId: agency }))
      reply.header('cache-control', 'private, no-store')
      if (more) reply.header('link', `</v1/events?after=${after}&limit=${limit}>; rel="next"`)
      return { items, after, next: more ? String(after) : null }
    },
  )
}
