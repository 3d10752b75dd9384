import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { prefers } from '../plugins/prefer.ts'
import { answersWith, sendAnswer } from '../plugins/retries.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { ChangeHeaders } from '../schemas/headers.ts'
import { closed, listOf, named } from '../schemas/named.ts'
import { Action, ReportKey } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { PublicUrl, Remark } from '../schemas/remark.ts'
import { ReportBody } from '../schemas/report.ts'
import { answerWith, dryRunAnswer } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import { transition } from '../services/transition.ts'
import type { Head } from '../store/head.ts'
import { askingOf, preconditionsOf } from './asking.ts'

const TransitionInput = named(
  'TransitionInput',
  closed(
    {
      action: Action,
      comment: Type.Optional(Type.String({ maxLength: 2000 })),
      remarks: Type.Optional(listOf(Remark, { maxItems: 200 })),
      publicUrl: Type.Optional(PublicUrl),
    },
    { examples: [{ action: 'submit', comment: '请审核' }] },
  ),
)

/** The steps of a report's life. */
export const transitionRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.post(
    '/reports/:agencyId/:year/transitions',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'transitionReport',
        summary: 'Take a report one step on',
        description:
          'submit and withdraw are the filer’s, return, accept, publish and reopen the supervising office’s; nobody both submits and accepts. The rules are run again at submit, accept and publish. Remarks stand at a cell, a table, a passage or a stretch of text, and are read at /remarks; publicUrl goes with publish.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({}),
        headers: ChangeHeaders,
        body: TransitionInput,
        response: {
          200: bearing(ReportBody, 'ETag', 'Preference-Applied'),
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'report-not-found',
            'action-not-allowed',
            'not-yet-open',
            'year-locked',
            'unchanged-resubmission',
            'unchanged-correction',
            'no-format-for-year',
            'not-expected',
            'remark-misplaced',
            'public-url-misplaced',
            'version-mismatch',
            'findings-stand',
            'sum-too-large',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { caller, headers, params, body } = request
      const minimal = prefers(request, 'return=minimal')
      const dryRun = headers['dry-run'] === 'true'
      const answer = answersWith(request, (head: Head) =>
        answerWith(service, head, { caller, status: 200, minimal }),
      )
      const preconditions = preconditionsOf(request)
      const step = { ...params, ...body, preconditions, dryRun }
      const head = await transition(service, askingOf(request), step)
      if (dryRun) return dryRunAnswer(service, caller, head)
      return sendAnswer(reply, service.store, answer(head))
    },
  )
}
