import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { bindingsOf } from './request-log.ts'

/** A key or token that was put into an address by mistake; a key's id may be known. */
const SECRET = /(nb_[a-z0-9]{1,16}_)[A-Za-z0-9]+|(eyJ)[\w-]+\.[\w-]+\.[\w-]+/g

/** The levels of the log that such lines are written at. */
const written = ['trace', 'debug', 'info']

/** One line for each answer: who asked what from where. No header, and no body, is ever logged. */
export const accessLog = fp(async (app: FastifyInstance) => {
  if (!written.includes(app.log.level)) return
  app.addHook('onResponse', (request, reply, done) => {
    app.log.info(
      {
        ...bindingsOf(request.log),
        client: request.caller?.id,
        address: request.ip,
        method: request.method,
        url: request.url.slice(0, 1000).replace(SECRET, '$1$2…'),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
    done()
  })
})
