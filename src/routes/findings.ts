import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { languageOf, spoken } from '../plugins/language.ts'
import { summaryOf } from '../rules/check.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { Finding } from '../schemas/finding.ts'
import { AnswerHeaders } from '../schemas/headers.ts'
import { closed, named } from '../schemas/named.ts'
import { ReportKey } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { FindingList } from '../schemas/report.ts'
import { answerFinding, findFindings } from '../services/find-findings.ts'
import type { Service } from '../services/service.ts'
import { askingOf, preconditionsOf } from './asking.ts'
import { readers } from './reports.ts'

const FindingKey = closed({
  ...ReportKey.properties,
  fingerprint: Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$', examples: ['Qm9k2vX0tR7cLw1Z'] }),
})

const AnswerInput = named(
  'AnswerInput',
  closed(
    { text: Type.String({ minLength: 1, maxLength: 2000 }) },
    { examples: [{ text: '本年机构改革，上年结转的两件随职能划转至市工信局。' }] },
  ),
)

const answers = [
  {
    kind: 'explanation',
    access: ['admin', 'reporter'],
    summary: 'Explain a warning',
    description:
      'The filer says why the figure is right as it is. A hollow explanation is refused.',
  },
  {
    kind: 'waiver',
    access: ['admin', 'reviewer'],
    summary: 'Waive a finding',
    description: 'The supervising office sets a finding aside, by name and with a reason.',
  },
] as const

/** What the rules found in a report, and what was said of it. */
export const findingRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/reports/:agencyId/:year/findings',
    {
      config: { access: readers },
      schema: {
        operationId: 'listFindings',
        summary: 'Get the findings of a report',
        description:
          'What the rules say now of its newest revision, with explanations and waivers. Readers, and everybody where public reading is on, are told which findings of the published revision were waived, by whom and why.',
        tags: ['findings'],
        params: ReportKey,
        querystring: closed({}),
        response: {
          200: bearing(FindingList, 'Content-Language', 'Vary'),
          ...problems('agency-not-found', 'report-not-found'),
        },
      },
    },
    async (request, reply) => {
      const found = await findFindings(service, askingOf(request), request.params)
      const { head, ruleset, findings } = found
      reply.headers({
        ...spoken(languageOf(request)),
        'cache-control': 'private, no-cache',
      })
      return {
        revision: head.revision,
        ruleset,
        findings,
        summary: summaryOf(findings),
      }
    },
  )

  for (const { kind, access, summary, description } of answers) {
    app.put(
      `/reports/:agencyId/:year/findings/:fingerprint/${kind}`,
      {
        config: { access },
        schema: {
          operationId: kind === 'waiver' ? 'waiveFinding' : 'explainFinding',
          summary,
          description,
          tags: ['findings'],
          params: FindingKey,
          querystring: closed({}),
          headers: AnswerHeaders,
          body: AnswerInput,
          response: {
            200: Finding,
            ...problems(
              ...bodyProblems,
              'agency-not-found',
              'report-not-found',
              'finding-not-found',
              'version-mismatch',
              'hollow-explanation',
              'not-explainable',
              'storage-unavailable',
            ),
          },
        },
      },
      async (request) => {
        const { text } = request.body
        const answer = { ...request.params, kind, text, preconditions: preconditionsOf(request) }
        return answerFinding(service, askingOf(request), answer)
      },
    )
  }
}
