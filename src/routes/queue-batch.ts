import { createHash } from 'node:crypto'
import { answerKept } from '../plugins/retries.ts'
import { receiveJob } from '../services/receive-job.ts'
import type { Asking } from '../services/service.ts'
import type { Job } from '../store/job.ts'
import type { Answer } from '../store/kept-answers.ts'
import { jobAttempt, mustNotBeUsedFor, usedFor } from './batch-keeper.ts'
import type { AskedBatch, BatchOptions } from './batches.ts'
import { shownJob } from './jobs.ts'

/** Makes a batch a job; sent again under its key, it is answered with the job it is already. */
export async function queueBatch(
  { service, runner }: Pick<BatchOptions, 'service' | 'runner'>,
  asking: Asking,
  { atomic, dryRun, keyed, lines }: AskedBatch,
): Promise<{ answer: Answer; replayed: boolean }> {
  const { answers } = service.store
  const used = keyed && usedFor(service.store, keyed)
  mustNotBeUsedFor('items', used)
  if (keyed !== undefined && used === 'job') {
    const attempt = jobAttempt(keyed, await digestOf(lines))
    const kept = answers.find(attempt)
    if (kept !== undefined) return { answer: answerKept(kept, attempt.request), replayed: true }
  }
  const keep =
    keyed === undefined
      ? {}
      : {
          keep: (job: Job, digest: Buffer) =>
            answers.keep(jobAttempt(keyed, digest), accepted(job)),
        }
  const job = await receiveJob(service, asking, { atomic, dryRun, lines, ...keep })
  runner.wake()
  return { answer: accepted(job), replayed: false }
}

const accepted = (job: Job): Answer => ({
  status: 202,
  headers: {
    location: `/v1/jobs/${job.id}`,
    'content-type': 'application/json; charset=utf-8',
  },
  body: Buffer.from(JSON.stringify(shownJob(job))),
  content: null,
})

async function digestOf(lines: AsyncIterable<Buffer>): Promise<Buffer> {
  const digest = createHash('sha256')
  for await (const line of lines) digest.update(line).update('\n')
  return digest.digest()
}
