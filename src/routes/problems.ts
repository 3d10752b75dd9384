import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { catalogue, Problem, type ProblemCode } from '../errors.ts'
import { languageOf, spoken } from '../plugins/language.ts'
import { remedies } from '../remedies.ts'
import { inPlural } from '../reports/counted.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { closed, listOf, named, whole } from '../schemas/named.ts'
import { problems } from '../schemas/problem.ts'

const ProblemPage = named(
  'ProblemKind',
  closed({
    code: Type.String(),
    status: whole({ minimum: 100, maximum: 599 }),
    title: Type.String(),
    detail: Type.String(),
    remedy: Type.String(),
  }),
)

const isCode = (code: string): code is ProblemCode => Object.hasOwn(catalogue, code)

/** What the `type` of a problem resolves to. */
export const problemRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/problems',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listProblems',
        summary: 'List the problem codes',
        description: 'Every code the service answers with.',
        tags: ['operations'],
        querystring: closed({}),
        response: {
          200: bearing(
            named('ProblemKindList', closed({ items: listOf(ProblemPage), next: Type.Null() })),
            'Content-Language',
            'Vary',
          ),
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      reply.headers(spoken(language))
      const items = Object.entries(catalogue).map(([code, { status, title, detail }]) => ({
        code,
        status,
        title: title[language],
        detail: inPlural(detail[language]),
        remedy: remedies[code as ProblemCode][language],
      }))
      return { items, next: null }
    },
  )

  app.get(
    '/problems/:code',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getProblem',
        summary: 'Get a problem code',
        description: 'What happened and how to mend it.',
        tags: ['operations'],
        params: closed({ code: Type.String({ maxLength: 64, examples: ['report-not-found'] }) }),
        querystring: closed({}),
        response: {
          200: bearing(ProblemPage, 'Content-Language', 'Vary'),
          ...problems('problem-not-found'),
        },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      if (!isCode(code)) throw new Problem('problem-not-found', { code })
      const { status, title, detail } = catalogue[code]
      const language = languageOf(request)
      reply.headers(spoken(language))
      const remedy = remedies[code][language]
      return { code, status, title: title[language], detail: inPlural(detail[language]), remedy }
    },
  )
}
