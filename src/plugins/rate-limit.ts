import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'
import { buckets } from './buckets.ts'
import { networkOf } from './lockout.ts'

/**
 * So many requests a minute for each client, and for each address that sends no key. The headers
 * are those of draft-ietf-httpapi-ratelimit-headers. A quota of 0 is no limit.
 */
export const rateLimit = fp(
  async (app: FastifyInstance, { quota, now }: { quota: number; now: () => number }) => {
    if (quota === 0) return
    const draw = buckets(quota, now)
    const policy = `"default";q=${quota};w=60`

    app.addHook('onRequest', (request, reply, done) => {
      const { caller, ip } = request
      const known = caller.role !== 'anonymous'
      const { left, fullIn, wait } = draw(known ? caller.id : networkOf(ip))
      reply.header('ratelimit-policy', policy)
      reply.header('ratelimit', `"default";r=${left};t=${fullIn}`)
      // Whoever watches the service may sit where its callers do.
      if (wait === 0 || request.routeOptions.config.vital === true) done()
      else done(tooMany(wait))
    })
  },
)

/** Come again in so many seconds. */
export const tooMany = (seconds: number): Problem =>
  new Problem('too-many-requests', { seconds }, { headers: { 'retry-after': String(seconds) } })
