import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Meters } from '../plugins/meters.ts'
import { closed } from '../schemas/named.ts'
import { problems } from '../schemas/problem.ts'

interface Options {
  readonly meters: Meters
  /** What a scraper may send in place of a key; none when empty. */
  readonly token: string
}

/** What Prometheus scrapes. */
export const metricsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { meters, token }) => {
  app.get(
    '/metrics',
    {
      config: { access: ['admin', 'auditor'], token, vital: true },
      schema: {
        operationId: 'getMetrics',
        summary: 'How is it doing',
        description:
          'The figures of the process in the exposition format of Prometheus: requests by operation and status, findings by rule, commits, the queue of writes, the database and the event loop. Takes the key of an admin or auditor, or METRICS_TOKEN as a bearer token.',
        tags: ['operations'],
        querystring: closed({}),
        response: {
          200: {
            description: 'The figures',
            content: {
              'text/plain': {
                schema: Type.String({ examples: ['nianbao_checks_total 17\n'] }),
              },
            },
          },
          ...problems(),
        },
      },
    },
    async (_request, reply) =>
      reply
        .headers({ 'content-type': meters.mediaType, 'cache-control': 'no-store' })
        .send(await meters.text()),
  )
}
