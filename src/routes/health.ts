import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { closed, named } from '../schemas/named.ts'
import { problems } from '../schemas/problem.ts'
import type { Service } from '../services/service.ts'

const Health = named('Health', closed({ status: Type.Literal('ok') }))

/** Whether to restart the process (livez) and whether to send it requests (readyz). */
export const healthRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/livez',
    {
      config: { access: 'public', vital: true },
      schema: {
        operationId: 'getLiveness',
        summary: 'Is the process alive',
        description: 'Touches nothing.',
        tags: ['operations'],
        querystring: closed({}),
        response: { 200: Health, ...problems() },
      },
    },
    async () => ({ status: 'ok' as const }),
  )

  app.get(
    '/readyz',
    {
      config: { access: 'public', vital: true },
      schema: {
        operationId: 'getReadiness',
        summary: 'Can it serve',
        description:
          'Whether the database can be read and written, is of this version and has room, and the service is not about to end.',
        tags: ['operations'],
        querystring: closed({}),
        response: { 200: Health, ...problems('storage-unavailable') },
      },
    },
    async (request) => {
      if (app.draining()) throw new Problem('stopping', {}, { headers: { 'retry-after': '5' } })
      try {
        await service.store.ready()
      } catch (error) {
        request.log.error({ err: error }, 'not ready')
        throw new Problem('storage-unavailable', {}, { headers: { 'retry-after': '5' } })
      }
      return { status: 'ok' as const }
    },
  )
}
