import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { languageOf } from '../plugins/language.ts'
import { DryRun, IdempotencyKey } from '../schemas/headers.ts'
import { closed, listOf, named, whole } from '../schemas/named.ts'
import { Action, AgencyId, State, Year } from '../schemas/parameters.ts'
import { bodyProblems, ProblemBody, problems, retryProblems } from '../schemas/problem.ts'
import { PublicUrl, Remark } from '../schemas/remark.ts'
import type { Wire } from '../services/batch.ts'
import { etagOf } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import { type BatchStep, transitionAll } from '../services/transition-batch.ts'
import { askingOf } from './asking.ts'

const TransitionBatch = named(
  'TransitionBatch',
  closed(
    {
      transitions: listOf(
        closed({
          agencyId: AgencyId,
          year: Year,
          action: Action,
          comment: Type.Optional(Type.String({ maxLength: 2000 })),
          remarks: Type.Optional(listOf(Remark, { maxItems: 200 })),
          publicUrl: Type.Optional(PublicUrl),
          ifMatch: Type.Optional(Type.String({ maxLength: 1000 })),
        }),
        { minItems: 1, maxItems: 500, description: 'Each of another report' },
      ),
    },
    {
      examples: [
        {
          transitions: [{ agencyId: 'qz-science', year: 2024, action: 'accept', comment: '同意' }],
        },
      ],
    },
  ),
)

const TransitionResults = named(
  'TransitionResults',
  closed({
    succeeded: whole(),
    failed: whole(),
    dryRun: Type.Optional(Type.Literal(true, { description: 'Nothing of this was kept' })),
    items: listOf(
      closed({
        index: whole(),
        status: whole({
          minimum: 100,
          maximum: 599,
          description: 'What the step alone would have answered',
        }),
        agencyId: AgencyId,
        year: Year,
        state: Type.Optional(State),
        etag: Type.Optional(Type.String()),
        problem: Type.Optional(ProblemBody),
      }),
    ),
  }),
)

/** Many reports taken a step on at once. */
export const transitionBatchRoutes: FastifyPluginAsyncTypebox<{
  service: Service
  tell: Wire['tell']
}> = async (app, { service, tell }) => {
  app.post(
    '/transition-batches',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'transitionReports',
        summary: 'Take many reports one step on',
        description:
          'Accepts, returns or publishes up to 500 reports at once. Each is checked and taken by itself; one that is refused leaves the others alone.',
        tags: ['reports'],
        querystring: closed({}),
        headers: Type.Object({
          'dry-run': Type.Optional(DryRun),
          'idempotency-key': Type.Optional(IdempotencyKey),
        }),
        body: TransitionBatch,
        response: {
          200: TransitionResults,
          ...problems(...bodyProblems, ...retryProblems, 'storage-unavailable'),
        },
      },
    },
    async (request) => {
      const { transitions } = request.body
      mustBeDifferent(transitions)
      const dryRun = request.headers['dry-run'] === 'true'
      const done = await transitionAll(service, askingOf(request), transitions, dryRun)
      const items = done.map((stepped, index) => {
        const { agencyId, year } = transitions[index] as BatchStep
        const of = { index, agencyId, year }
        if ('head' in stepped) {
          return {
            ...of,
            status: 200,
            state: stepped.head.state,
            etag: etagOf(service, stepped.head),
          }
        }
        const instance = `/v1/reports/${agencyId}/${year}/transitions`
        const about = { instance, requestId: request.id }
        const problem = tell(stepped.error, languageOf(request), about)
        return { ...of, status: problem.status, problem: problem as never }
      })
      const failed = items.filter(({ status }) => status >= 400).length
      return {
        succeeded: items.length - failed,
        failed,
        ...(dryRun ? { dryRun } : {}),
        items,
      }
    },
  )
}

/** Two steps of one report in one batch have no order that could be relied on. */
function mustBeDifferent(steps: readonly BatchStep[]): void {
  const first = new Map<string, number>()
  const faults = steps.flatMap(({ agencyId, year }, i) => {
    const name = `${agencyId}/${year}`
    const known = first.get(name)
    if (known === undefined) first.set(name, i)
    if (known === undefined) return []
    const message = {
      zh: `与第 ${known} 项是同一份报告`,
      en: `is the same report as item ${known}`,
    }
    return [{ pointer: `/transitions/${i}`, code: 'repeated', message }]
  })
  if (faults.length > 0) throw new Problem('invalid-body', { count: faults.length }, { faults })
}
