import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { bearing } from '../schemas/answer-headers.ts'
import { ExemptionBody, ExemptionInput } from '../schemas/calendar.ts'
import { EntryHeaders } from '../schemas/headers.ts'
import { closed, nothing } from '../schemas/named.ts'
import { ReportKey } from '../schemas/parameters.ts'
import { bodyProblems, problems, unwantedBody } from '../schemas/problem.ts'
import { mustBeAsRead } from '../services/as-read.ts'
import { entryTagOf } from '../services/entry.ts'
import { endExemption, exemptAgency, findExemption } from '../services/exempt-agency.ts'
import type { Service } from '../services/service.ts'
import { preconditionsOf } from './asking.ts'
import { held, isHeld } from './held-entry.ts'

const PATH = '/agencies/:agencyId/exemptions/:year'

/** Who need not file for a year, and why. */
export const exemptionRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    PATH,
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'getExemption',
        summary: 'Why a filer need not file',
        description: 'The reason that was given for a year.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        response: {
          200: bearing(ExemptionBody, 'ETag'),
          ...held,
          ...problems('agency-not-found', 'exemption-not-found'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const exemption = findExemption(service, caller, params)
      return isHeld(reply, exemption)
        ? reply.code(304).send(undefined)
        : { ...params, ...exemption }
    },
  )

  app.put(
    PATH,
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'exemptAgency',
        summary: 'Exempt a filer for a year',
        description:
          'It drops out of those expected, from the aggregates and the coverage alike; it still may file, and what it files is counted. If-Match replaces only the one that was read, If-None-Match: * only grants a first one.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        headers: EntryHeaders,
        body: ExemptionInput,
        response: {
          200: bearing(ExemptionBody, 'ETag'),
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'read-only-member',
            'entry-changed',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { params, body, caller } = request
      const { agencyId, year, reason } = body
      mustBeAsRead({ agencyId, year }, params)
      await exemptAgency(service, caller, { ...params, reason }, preconditionsOf(request))
      reply.header('etag', entryTagOf({ reason }))
      return { ...params, reason }
    },
  )

  app.delete(
    PATH,
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'endExemption',
        summary: 'Expect a filer again',
        description: 'Takes the exemption back; it stays in the history of the register.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        headers: EntryHeaders,
        response: {
          204: nothing('It is expected again'),
          ...problems(
            'agency-not-found',
            'exemption-not-found',
            'entry-changed',
            ...unwantedBody,
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      await endExemption(service, request.caller, request.params, preconditionsOf(request))
      return reply.code(204).send()
    },
  )
}
