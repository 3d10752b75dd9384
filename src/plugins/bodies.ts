import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../errors.ts'
import { mustHaveDigest } from './digests.ts'
import { parseJson } from './json-body.ts'

interface Limits {
  /** Most bytes of a JSON body and of a document. */
  readonly json: number
  readonly document: number
}

declare module 'fastify' {
  interface FastifyInstance {
    limits: Limits
  }
}

/** Takes JSON strictly and documents as bytes; anything else is an unsupported media type. */
export const bodies = fp(
  async (
    app: FastifyInstance,
    { limits, documents }: { limits: Limits; documents: readonly string[] },
  ) => {
    app.decorate('limits', limits)
    app.removeAllContentTypeParsers()

    // Fastify checks a body by the schema of its media type, and not at all where there is none.
    app.addHook('preParsing', (request, _reply, payload, done) => {
      if (request.routeOptions.schema?.body === undefined) return done(null, payload)
      const encoding = request.headers['content-encoding'] ?? 'identity'
      if (encoding !== 'identity') return done(encoded(encoding))
      const known = mediaTypesOf(request)
      if (known.includes(essenceOf(request))) return done(null, payload)
      done(new Problem('unsupported-media-type', { known: known.join(', ') }))
    })
    app.addContentTypeParser(
      ['application/json', 'application/merge-patch+json'],
      { parseAs: 'buffer', bodyLimit: limits.json },
      async (request: FastifyRequest, body: Buffer) => {
        mustHaveDigest(request.headers, body)
        // Some clients name a type with every request: what nobody reads is not looked at.
        const wanted = request.routeOptions.schema?.body !== undefined
        if (request.is404 || (body.length === 0 && !wanted)) return undefined
        return parseJson(body)
      },
    )
    app.addContentTypeParser(
      [...documents],
      { parseAs: 'buffer', bodyLimit: limits.document },
      async (request: FastifyRequest, body: Buffer) => {
        mustHaveDigest(request.headers, body)
        return body
      },
    )
    // Batches are read line by line as they come; the route sees to their limits.
    app.addContentTypeParser('application/x-ndjson', (_request, stream, done) => done(null, stream))
  },
)

/** RFC 9110, 12.5.3: the answer says which codings are taken. */
const encoded = (encoding: string): Problem =>
  new Problem('unsupported-encoding', { encoding }, { headers: { 'accept-encoding': 'identity' } })

/** The media types that a route takes a body in. */
export function mediaTypesOf({ method, routeOptions }: FastifyRequest): string[] {
  const body = routeOptions.schema?.body as { content?: object } | undefined
  if (body?.content !== undefined) return Object.keys(body.content)
  return method === 'PATCH' ? ['application/merge-patch+json', JSON_TYPE] : [JSON_TYPE]
}

/** Most bytes that a request may hold, by what it holds. */
export const limitFor = (request: FastifyRequest): number =>
  essenceOf(request).endsWith('json') ? request.server.limits.json : request.server.limits.document

const JSON_TYPE = 'application/json'

const essenceOf = ({ headers }: FastifyRequest): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
