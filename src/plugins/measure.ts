import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Meters } from './meters.ts'

/** Measures each request under the name of its operation; addresses that do not exist have none. */
export const measure = fp(async (app: FastifyInstance, { meters }: { meters: Meters }) => {
  app.addHook('onResponse', ({ routeOptions }, reply, done) => {
    const { operationId = 'none' } = (routeOptions.schema ?? {}) as { operationId?: string }
    meters.answered(operationId, reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
})
