import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Consolidation, ConsolidationInput } from '../schemas/consolidation.ts'
import { RetryHeaders } from '../schemas/headers.ts'
import { closed } from '../schemas/named.ts'
import { AgencyId, Basis, Year } from '../schemas/parameters.ts'
import { bodyProblems, problems, retryProblems } from '../schemas/problem.ts'
import { Reconciliation } from '../schemas/reconciliation.ts'
import { consolidate } from '../services/consolidate.ts'
import { reconcile } from '../services/reconcile.ts'
import type { Service } from '../services/service.ts'

/** A government's own report: drafted from those below it, and held against them once filed. */
export const consolidationRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.post(
    '/consolidations',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader'] },
      schema: {
        operationId: 'consolidate',
        summary: 'Draft a government’s report',
        description:
          'The report of a region’s government drafted from its agencies’ reports, its own left out: the tables added up as content ready to be filed, who is behind each cell, who is missing, which sums are not to be taken over unseen (stocks, applications that were sent on), and the usual sentences with their figures bound to cells. Nothing is kept.',
        tags: ['aggregates'],
        headers: RetryHeaders,
        body: ConsolidationInput,
        response: {
          200: Consolidation,
          ...problems(...bodyProblems, ...retryProblems, 'region-not-found', 'read-too-long'),
        },
      },
    },
    async ({ body, caller }) => consolidate(service, caller, body),
  )

  app.get(
    '/reconciliations/:agencyId/:year',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'reconcile',
        summary: 'Reconcile a government’s report',
        description:
          'Holds a government’s newest report against the sum of those below it as they count now (its own left out): the cells that differ, and the smallest set of agencies that explains them: missing, sent back, corrected since, or late.',
        tags: ['aggregates'],
        params: closed({ agencyId: AgencyId, year: Year }),
        querystring: closed({ basis: Type.Optional(Basis) }),
        response: {
          200: Reconciliation,
          ...problems('report-not-found', 'not-a-government', 'read-too-long'),
        },
      },
    },
    async ({ params, query, caller }) => reconcile(service, caller, { ...params, ...query }),
  )
}
