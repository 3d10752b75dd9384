import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { bearing } from '../schemas/answer-headers.ts'
import { ExtensionBody, ExtensionInput } from '../schemas/calendar.ts'
import { EntryHeaders } from '../schemas/headers.ts'
import { closed, nothing } from '../schemas/named.ts'
import { ReportKey } from '../schemas/parameters.ts'
import { bodyProblems, problems, unwantedBody } from '../schemas/problem.ts'
import { mustBeAsRead } from '../services/as-read.ts'
import { entryTagOf } from '../services/entry.ts'
import { endExtension, extendFiling, findExtension } from '../services/extend-filing.ts'
import type { Service } from '../services/service.ts'
import { preconditionsOf } from './asking.ts'
import { held, isHeld } from './held-entry.ts'

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
        response: {
          200: bearing(ExtensionBody, 'ETag'),
          ...held,
          ...problems('agency-not-found', 'extension-not-found'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const extension = findExtension(service, caller, params)
      return isHeld(reply, extension)
        ? reply.code(304).send(undefined)
        : { ...params, ...extension }
    },
  )

  app.put(
    PATH,
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'extendFiling',
        summary: 'Give a filer more time',
        description:
          'due is its last day on time, until which it may file even where the window has closed; until openUntil, inclusive, the year is open to it even where the window has not opened yet, or has closed. The reason goes into the record. If-Match replaces only the one that was read, If-None-Match: * only grants a first one.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        headers: EntryHeaders,
        body: ExtensionInput,
        response: {
          200: bearing(ExtensionBody, 'ETag'),
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'read-only-member',
            'window-out-of-order',
            'entry-changed',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { params, body, caller } = request
      const { agencyId, year, ...said } = body
      mustBeAsRead({ agencyId, year }, params)
      const given = { ...params, ...said }
      const extension = await extendFiling(service, caller, given, preconditionsOf(request))
      reply.header('etag', entryTagOf(extension))
      return { ...params, ...extension }
    },
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
        headers: EntryHeaders,
        response: {
          204: nothing('There is no extension any more'),
          ...problems(
            'agency-not-found',
            'extension-not-found',
            'entry-changed',
            ...unwantedBody,
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      await endExtension(service, request.caller, request.params, preconditionsOf(request))
      return reply.code(204).send()
    },
  )
}
