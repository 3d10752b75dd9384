import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { formatOf, formats, versions } from '../formats/index.ts'
import { FormatBody, FormatList } from '../schemas/format.ts'
import { closed } from '../schemas/named.ts'
import { problems } from '../schemas/problem.ts'
import { describeFormat } from '../services/describe-format.ts'

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
          'Grid layout, labels, cells with their addresses, identities, the JSON Schema of its content and how it compares with the format before.',
        tags: ['formats'],
        params: closed({ format: Type.String({ maxLength: 20, examples: ['2021'] }) }),
        querystring: closed({}),
        response: { 200: FormatBody, ...problems('format-not-found') },
      },
    },
    async ({ params }, reply) => {
      const format = formatOf(params.format)
      if (format === undefined) {
        throw new Problem('format-not-found', { format: params.format, known: versions.join(', ') })
      }
      reply.header('cache-control', 'public, max-age=300')
      return describeFormat(format)
    },
  )
}
