import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { projectRoot } from '../project-root.ts'
import { closed } from '../schemas/named.ts'
import { problems } from '../schemas/problem.ts'

const OpenApi = Type.Unsafe<object>({
  type: 'object',
  additionalProperties: true,
  description: 'OpenAPI 3.1',
  examples: [{ openapi: '3.1.1', info: { title: 'Nianbao', version: '0.1.0' }, paths: {} }],
})

/**
 * The OpenAPI document, as JSON and as YAML. It is made of the schemas of the routes, which takes
 * longer than others should wait: what is served was written by `npm run openapi`.
 */
export const documentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/openapi.json',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getOpenApi',
        summary: 'This document',
        description: 'As JSON.',
        tags: ['operations'],
        querystring: closed({}),
        response: { 200: OpenApi, ...problems() },
      },
    },
    async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send((await written('openapi.json')) as never),
  )

  app.get(
    '/openapi.yaml',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getOpenApiYaml',
        summary: 'This document as YAML',
        description: 'The same document.',
        tags: ['operations'],
        querystring: closed({}),
        response: {
          200: {
            description: 'OpenAPI 3.1',
            content: {
              'application/yaml': {
                schema: Type.String({ examples: ['openapi: 3.1.1\n'] }),
              },
            },
          },
          ...problems(),
        },
      },
    },
    async (_request, reply) =>
      reply.type('application/yaml; charset=utf-8').send((await written('openapi.yaml')) as never),
  )
}

const written = (name: string): Promise<Buffer> => readFile(join(projectRoot, 'openapi', name))
