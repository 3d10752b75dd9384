import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Job } from '../store/job.ts'
import type { Service } from './service.ts'

/** A job of the caller's own; an admin sees them all. For anybody else there is none. */
export async function findJob({ store }: Service, caller: Caller, id: string): Promise<Job> {
  const job = await store.jobs.find(id)
  if (job === undefined || (job.client !== caller.id && caller.role !== 'admin')) {
    throw new Problem('job-not-found', { job: id })
  }
  return job
}

/** Ends a job where it is: what was done stays done, nothing more is. */
export async function cancelJob(service: Service, caller: Caller, id: string): Promise<void> {
  const job = await findJob(service, caller, id)
  const ended = await service.store.jobs.end({ id, client: caller.id }, 'cancelled', null)
  if (ended) return
  const { state } = (await service.store.jobs.find(id)) ?? job
  throw new Problem('job-ended', { state })
}

const RESULTS_AT_ONCE = 200

/** What became of the items so far, as lines, in the order of the batch. */
export async function* resultsOf({ store }: Service, job: Job): AsyncGenerator<string> {
  for (let from = 0; ; ) {
    const results = await store.jobs.results(job.id, from, RESULTS_AT_ONCE)
    const last = results.at(-1)
    if (last === undefined) return
    yield `${results.map(({ result }) => result).join('\n')}\n`
    from = last.number + 1
  }
}
