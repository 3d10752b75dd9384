import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { JobBody } from '../schemas/batch.ts'
import { closed, listOf, named } from '../schemas/named.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { ActivationBody, ActivationInput, PreviewInput, RulesetBody } from '../schemas/ruleset.ts'
import { previewRuleset } from '../services/preview-ruleset.ts'
import { activateRuleset, listRulesets } from '../services/rulesets.ts'
import type { JobRunner } from '../services/run-jobs.ts'
import type { Service } from '../services/service.ts'
import { askingOf } from './asking.ts'
import { shownJob } from './jobs.ts'

/** Editions of the rules: which there are, what one would change, and which is in force. */
export const rulesetRoutes: FastifyPluginAsyncTypebox<{
  service: Service
  runner: JobRunner
}> = async (app, { service, runner }) => {
  app.get(
    '/rulesets',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listRulesets',
        summary: 'List the rulesets',
        description: 'Every edition of the rules, oldest first, and which of them is in force.',
        tags: ['rules'],
        querystring: closed({}),
        response: {
          200: named('RulesetList', closed({ items: listOf(RulesetBody), next: Type.Null() })),
          ...problems(),
        },
      },
    },
    async (request) => ({
      items: listRulesets(service).map(({ title, ...ruleset }) => ({
        ...ruleset,
        title: title[languageOf(request)],
      })),
      next: null,
    }),
  )

  app.post(
    '/ruleset-previews',
    {
      config: { access: ['admin', 'reviewer'] },
      schema: {
        operationId: 'previewRuleset',
        summary: 'Preview what a ruleset would change',
        description:
          'Checks every accepted report of a region and its years with an edition and with the one in force, as a job: rule by rule which reports would gain or lose findings, and how grave. Nothing of it is kept with the reports. A reviewer names a region of its own.',
        tags: ['rules'],
        querystring: closed({}),
        body: PreviewInput,
        response: {
          202: bearing(JobBody, 'Location', 'Retry-After'),
          ...problems(
            ...bodyProblems,
            'ruleset-not-found',
            'region-not-found',
            'too-many-requests',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const job = await previewRuleset(service, askingOf(request), request.body)
      runner.wake()
      return reply
        .code(202)
        .header('location', `/v1/jobs/${job.id}`)
        .header('retry-after', '1')
        .send(shownJob(job))
    },
  )

  app.post(
    '/ruleset-activations',
    {
      config: { access: ['admin'] },
      schema: {
        operationId: 'activateRuleset',
        summary: 'Put a ruleset in force',
        description:
          'What is sent or moved from now on is checked with this edition. Reports that are there are checked again in the background; where the findings become others an event `recheck` tells. Explanations and waivers stay with the findings they answer. The log keeps who put it in force and why.',
        tags: ['rules'],
        querystring: closed({}),
        body: ActivationInput,
        response: {
          201: ActivationBody,
          ...problems(
            ...bodyProblems,
            'ruleset-not-found',
            'ruleset-in-force',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await activateRuleset(service, askingOf(request), request.body)),
  )
}
