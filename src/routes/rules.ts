import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../errors.ts'
import { languageOf, spoken } from '../plugins/language.ts'
import type { Language } from '../reports/text.ts'
import { ruleOf, rules } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { closed, listOf, named } from '../schemas/named.ts'
import { SeverityName } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { inForce } from '../services/rulesets.ts'
import type { Service } from '../services/service.ts'

const Example = Type.Unsafe<object>({
  type: 'object',
  additionalProperties: true,
  description: 'What differs from the report of an agency that had nothing to count',
})

const RuleBody = named(
  'Rule',
  closed({
    id: Type.String({ examples: ['total-mismatch'] }),
    aliases: listOf(Type.String()),
    severity: SeverityName,
    title: Type.String(),
    why: Type.String(),
    remedy: Type.String(),
    basis: Type.String(),
    formula: Type.String(),
    passing: Example,
    failing: Example,
  }),
)

const told = (rule: Rule, language: Language) => ({
  id: rule.id,
  aliases: [...rule.aliases],
  severity: rule.severity,
  title: rule.title[language],
  why: rule.why[language],
  remedy: rule.remedy[language],
  basis: rule.basis,
  formula: rule.formula,
  passing: rule.passing,
  failing: rule.failing,
})

/** The rule catalogue: anybody may know what is checked. */
export const ruleRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/rules',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listRules',
        summary: 'List the rules',
        description: 'Every rule in the order it is run, with the version of the ruleset.',
        tags: ['rules'],
        querystring: closed({}),
        response: {
          200: bearing(
            named(
              'RuleList',
              closed({ ruleset: Type.String(), items: listOf(RuleBody), next: Type.Null() }),
            ),
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
      const items = rules.map((rule) => told(rule, language))
      return { ruleset: inForce(service), items, next: null }
    },
  )

  app.get(
    '/rules/:ruleId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getRule',
        summary: 'Get a rule',
        description: 'What it checks, why, on what basis, how to mend it, with two examples.',
        tags: ['rules'],
        params: closed({ ruleId: Type.String({ maxLength: 64, examples: ['total-mismatch'] }) }),
        querystring: closed({}),
        response: {
          200: bearing(RuleBody, 'Content-Language', 'Vary'),
          ...problems('rule-not-found'),
        },
      },
    },
    async (request, reply) => {
      const rule = ruleOf(request.params.ruleId)
      if (rule === undefined) throw new Problem('rule-not-found', { rule: request.params.ruleId })
      const language = languageOf(request)
      reply.headers(spoken(language))
      return told(rule, language)
    },
  )
}
