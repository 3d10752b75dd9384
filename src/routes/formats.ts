import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { formatOf, formats, versions } from '../formats/index.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { FormatBody, FormatList } from '../schemas/format.ts'
import { closed, nothing } from '../schemas/named.ts'
import { problems } from '../schemas/problem.ts'
import { isFresh } from '../services/preconditions.ts'
import { writtenFormat } from '../services/written-format.ts'
import { reprDigest } from './send-printed.ts'

/** The statutory formats as data: anybody may read the law. */
export const formatRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/formats',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listFormats',
        summary: 'List the statutory formats',
        description: 'Every format with the order that prescribes it and the years it is due for.',
        tags: ['formats'],
        querystring: closed({}),
        response: { 200: FormatList, ...problems() },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return {
        items: formats.map(({ version, order, from, to }) => ({
          version,
          order,
          from,
          to: to ?? null,
        })),
        next: null,
      }
    },
  )

  app.get(
    '/formats/:format',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getFormat',
        summary: 'Get a format as data',
        description:
          'Grid layout, labels, cells with their addresses, identities, the JSON Schema of its content and how it compares with the format before. Repr-Digest is its checksum.',
        tags: ['formats'],
        params: closed({ format: Type.String({ maxLength: 20, examples: ['2021'] }) }),
        querystring: closed({}),
        response: {
          200: bearing(FormatBody, 'ETag', 'Repr-Digest'),
          304: bearing(nothing('The copy the caller holds is current'), 'ETag'),
          ...problems('format-not-found'),
        },
      },
    },
    async ({ params, headers }, reply) => {
      const format = formatOf(params.format)
      if (format === undefined) {
        throw new Problem('format-not-found', { format: params.format, known: versions.join(', ') })
      }
      const { etag, sha256, bytes } = writtenFormat(format)
      reply.headers({ etag, 'cache-control': 'public, max-age=300' })
      if (isFresh(headers['if-none-match'], etag)) return reply.code(304).send()
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'repr-digest': reprDigest(sha256),
        })
        .send(bytes as never)
    },
  )
}
