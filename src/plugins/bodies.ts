import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
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
    app.addContentTypeParser(
      ['application/json', 'application/merge-patch+json'],
      { parseAs: 'buffer', bodyLimit: limits.json },
      async (_request: unknown, body: Buffer) => parseJson(body),
    )
    app.addContentTypeParser(
      [...documents],
      { parseAs: 'buffer', bodyLimit: limits.document },
      async (_request: unknown, body: Buffer) => body,
    )
  },
)
