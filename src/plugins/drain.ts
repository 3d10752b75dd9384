import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered even while the service is overloaded or about to end: health and figures. */
    vital?: true
  }
  interface FastifyInstance {
    /** Whether the service is about to end. */
    readonly draining: () => boolean
  }
}

/** What is not answered by then is cut off, so that the whole takes ten seconds at most. */
const LONGEST_MS = 6000
const FAREWELL_MS = 1000

/**
 * To end is to finish what was accepted: requests in hand are answered, new ones are refused and
 * sent to another connection, and the port stays open until the last is answered, so that whoever
 * asks is told rather than cut off.
 */
export const drain = fp(async (app: FastifyInstance) => {
  const inHand = new Set<FastifyRequest>()
  let emptied: (() => void) | undefined
  let draining = false
  app.decorate('draining', () => draining)

  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.vital === true) return done()
    if (draining) return done(new Problem('stopping', {}, { headers: { 'retry-after': '5' } }))
    inHand.add(request)
    // Of whoever hangs up before the answer, no hook tells.
    reply.raw.once('close', () => {
      inHand.delete(request)
      if (inHand.size === 0) emptied?.()
    })
    done()
  })

  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) reply.header('connection', 'close')
    done(null, payload)
  })

  app.addHook('preClose', async () => {
    draining = true
    if (inHand.size > 0) {
      await new Promise<void>((resolve) => {
        emptied = resolve
        setTimeout(resolve, LONGEST_MS).unref()
      })
    }
    setTimeout(() => app.server.closeAllConnections(), FAREWELL_MS).unref()
  })
})
