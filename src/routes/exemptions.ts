import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ExemptionBody, ExemptionInput } from '../schemas/calendar.ts'
import { closed, nothing } from '../schemas/named.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { endExemption, exemptAgency, findExemption } from '../services/exempt-agency.ts'
import type { Service } from '../services/service.ts'
import { ReportKey } from './reports.ts'

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
        response: { 200: ExemptionBody, ...problems('agency-not-found', 'exemption-not-found') },
      },
    },
    async ({ params: { agencyId, year }, caller }) => ({
      agencyId,
      year,
      ...findExemption(service, caller, { agencyId, year }),
    }),
  )

  app.put(
    PATH,
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'exemptAgency',
        summary: 'Exempt a filer for a year',
        description:
          'It drops out of those expected, from the aggregates and the coverage alike; it still may file, and what it files is counted.',
        tags: ['register'],
        params: ReportKey,
        querystring: closed({}),
        body: ExemptionInput,
        response: {
          200: ExemptionBody,
          ...problems(...bodyProblems, 'agency-not-found', 'storage-unavailable'),
        },
      },
    },
    async ({ params, body, caller }) => {
      await exemptAgency(service, caller, { ...params, ...body })
      return { ...params, ...body }
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
        response: {
          204: nothing('It is expected again'),
          ...problems('agency-not-found', 'exemption-not-found', 'storage-unavailable'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      await endExemption(service, caller, params)
      return reply.code(204).send()
    },
  )
}
