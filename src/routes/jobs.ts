import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { bearing } from '../schemas/answer-headers.ts'
import { BatchResult, JobBody } from '../schemas/batch.ts'
import { closed } from '../schemas/named.ts'
import { problems, unwantedBody } from '../schemas/problem.ts'
import { ImpactResult } from '../schemas/ruleset.ts'
import { cancelJob, findJob, resultsOf } from '../services/find-job.ts'
import { emptyTally, type ImpactTally } from '../services/impact-tally.ts'
import type { Service } from '../services/service.ts'
import type { Job } from '../store/job.ts'

const JobKey = closed({
  jobId: Type.String({ maxLength: 64, examples: ['5f0c9a7e21bd5f0c9a7e21bd'] }),
})

/** A job as its client sees it. */
export const shownJob = (job: Job) => ({
  id: job.id,
  kind: job.kind,
  state: job.state,
  progress: { done: job.done, total: job.total, refused: job.refused },
  createdAt: job.createdAt,
  startedAt: job.startedAt,
  finishedAt: job.finishedAt,
  resultHref: `/v1/jobs/${job.id}/results`,
  ...(job.kind === 'impact' ? { impact: impactSoFar(job) } : {}),
  ...(job.problem === null ? {} : { problem: JSON.parse(job.problem) }),
})

const impactSoFar = ({ tally }: Job): ImpactTally =>
  tally === null ? emptyTally : (JSON.parse(tally) as ImpactTally)

/** What the last line of the results says. */
function summaryOf(job: Job) {
  if (job.kind === 'impact') return impactSoFar(job)
  const { total, done, refused, dryRun } = job
  const summary = { total, succeeded: done - refused, failed: refused }
  return { ...summary, ...(dryRun ? { dryRun } : {}) }
}

/** Work in the background: how far it is, and what became of it. */
export const jobRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/jobs/:jobId',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'getJob',
        summary: 'Get a job',
        description:
          'How far a batch or a preview is. Jobs are kept for seven days after they end.',
        tags: ['batches'],
        params: JobKey,
        querystring: closed({}),
        response: { 200: bearing(JobBody, 'Retry-After'), ...problems('job-not-found') },
      },
    },
    async ({ params, caller }, reply) => {
      const job = await findJob(service, caller, params.jobId)
      if (job.finishedAt === null) reply.header('retry-after', '1')
      return reply.header('cache-control', 'no-store').send(shownJob(job))
    },
  )

  app.get(
    '/jobs/:jobId/results',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'listJobResults',
        summary: 'Get the results of a job',
        description:
          'Of a batch a line for each item that is done, in order; of a preview a line for each report that would change. The summary once the job has ended.',
        tags: ['batches'],
        params: JobKey,
        querystring: closed({}),
        response: {
          200: {
            description: 'The lines a batch is answered with, or those of a preview',
            content: {
              'application/x-ndjson': { schema: Type.Union([BatchResult, ImpactResult]) },
            },
          },
          ...problems('job-not-found'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const job = await findJob(service, caller, params.jobId)
      async function* lines() {
        yield* resultsOf(service, job)
        if (job.finishedAt === null) return
        yield `${JSON.stringify({ summary: summaryOf(job) })}\n`
      }
      return reply
        .header('cache-control', 'no-store')
        .type('application/x-ndjson')
        .send(Readable.from(lines()) as never)
    },
  )

  app.delete(
    '/jobs/:jobId',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'cancelJob',
        summary: 'Cancel a job',
        description: 'What was done stays done; nothing more is.',
        tags: ['batches'],
        params: JobKey,
        querystring: closed({}),
        response: {
          204: Type.Null({ description: 'The job is cancelled' }),
          ...problems('job-not-found', 'job-ended', ...unwantedBody, 'storage-unavailable'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      await cancelJob(service, caller, params.jobId)
      return reply.code(204).send(null)
    },
  )
}
