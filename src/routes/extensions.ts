import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ExtensionBody, ExtensionInput } from '../schemas/calendar.ts'
import { closed, nothing } from '../schemas/named.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { endExtension, extendFiling, findExtension } from '../services/extend-filing.ts'
import type { Service } from '../services/service.ts'
import { ReportKey } from './reports.ts'

const PATH = '/agencies/:agencyId/extensions/:year'

/** More time for one filer, or a year opened for it alone. */
export const extensionRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    PATH,
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'getExtension',
        summary: 'Get an extension',
        description: 'What was granted to one filer for a year.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        response: { 200: ExtensionBody, ...problems('agency-not-found', 'extension-not-found') },
      },
    },
    async ({ params: { agencyId, year }, caller }) => ({
      agencyId,
      year,
      ...findExtension(service, caller, agencyId, year),
    }),
  )

  app.put(
    PATH,
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'extendFiling',
        summary: 'Give a filer more time',
        description:
          'due is its last day on time; until openUntil, inclusive, the year is open to it even where the window has not opened or has closed. The reason goes into the record.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        body: ExtensionInput,
        response: {
          200: ExtensionBody,
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'window-out-of-order',
            'storage-unavailable',
          ),
        },
      },
    },
    async ({ params, body, caller }) => ({
      ...params,
      ...(await extendFiling(service, caller, { ...params, ...body })),
    }),
  )

  app.delete(
    PATH,
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'endExtension',
        summary: 'Take an extension back',
        description: 'What was filed under it stays as it is.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        response: {
          204: nothing('There is no extension any more'),
          ...problems('agency-not-found', 'extension-not-found', 'storage-unavailable'),
        },
      },
    },
    async ({ params: { agencyId, year }, caller }, reply) => {
      await endExtension(service, caller, agencyId, year)
      return reply.code(204).send()
    },
  )
}
