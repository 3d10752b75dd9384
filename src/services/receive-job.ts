import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '../errors.ts'
import { beside } from '../store/beside.ts'
import type { Job } from '../store/job.ts'
import { MOST_ATOMIC } from './atomic-batch.ts'
import type { Asking, Service } from './service.ts'

export interface ReceiveJob {
  readonly atomic: boolean
  readonly dryRun: boolean
  readonly lines: AsyncIterable<Buffer>
  /** Keeps the answer, within the transaction that makes the batch a job. */
  readonly keep?: (job: Job, digest: Buffer) => void
}

export const MOST_ITEMS = 100_000
const MOST_OPEN = 20
const LINES_AT_ONCE = 64
const BYTES_AT_ONCE = 4_194_304

/** Takes a batch to disk as it comes; it becomes a job when it is there as a whole. */
export async function receiveJob(
  { store }: Service,
  { caller, language }: Asking,
  { atomic, dryRun, lines, keep }: ReceiveJob,
): Promise<Job> {
  await mustHaveRoom({ store }, caller)
  const id = randomBytes(12).toString('hex')
  const most = atomic ? MOST_ATOMIC : MOST_ITEMS
  const { id: client, role, agencies, region } = caller
  const who = JSON.stringify({ id: client, role, agencies, region })
  await store.jobs.receive({ id, client, caller: who, language, atomic, dryRun })

  const digest = createHash('sha256')
  let total = 0
  for await (const some of together(lines)) {
    for (const line of some) digest.update(line).update('\n')
    await store.jobs.addLines(id, total, some)
    total += some.length
    if (total > most) throw new Problem('too-many-items', { limit: most })
  }
  const queue = () => store.jobs.queue(id, total)
  if (keep === undefined) return beside.apart(queue)
  return beside.during((job) => keep(job as Job, digest.digest()), queue)
}

/** Refuses a client who has too many jobs that are not finished. */
export async function mustHaveRoom(
  { store }: Pick<Service, 'store'>,
  { id }: Asking['caller'],
): Promise<void> {
  if ((await store.jobs.openOf(id)) < MOST_OPEN) return
  throw new Problem('too-many-requests', { seconds: 60 }, { headers: { 'retry-after': '60' } })
}

async function* together(lines: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let some: Buffer[] = []
  let bytes = 0
  for await (const line of lines) {
    some.push(line)
    bytes += line.length
    if (some.length < LINES_AT_ONCE && bytes < BYTES_AT_ONCE) continue
    yield some
    some = []
    bytes = 0
  }
  if (some.length > 0) yield some
}
