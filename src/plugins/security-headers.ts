import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** What every answer carries. The headers never vary, so they are set as they are. */
export const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

/** Nothing may be loaded or run from an answer; the documentation page brings its own policy. */
export const POLICY = "default-src 'none'; frame-ancestors 'none'"

export const securityHeaders = fp(async (app: FastifyInstance) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.headers(headers)
    reply.header('x-request-id', request.id)
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', POLICY)
    }
    // Whatever is nobody's business but the caller's, and is not to be had again unasked.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
    done(null, payload)
  })
})
