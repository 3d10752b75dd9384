import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'
import type { EventLoopDelay } from './event-loop-delay.ts'

interface Options {
  readonly delay: EventLoopDelay
  /** Milliseconds; 0 sheds nothing. */
  readonly most: number
  readonly shed: () => void
}

/**
 * A service with more to do than it can does not get better by taking more: while the event loop
 * is late, requests are refused before anything is done for them, and those in hand get through.
 */
export const shedding = fp(async (app: FastifyInstance, { delay, most, shed }: Options) => {
  if (most === 0) return
  app.addHook('onRequest', (request, _reply, done) => {
    const vital = request.routeOptions.config.vital === true
    if (vital || delay.milliseconds() <= most) return done()
    shed()
    done(new Problem('busy', {}, { headers: { 'retry-after': '2' } }))
  })
})
