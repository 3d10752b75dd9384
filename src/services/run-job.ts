import { setTimeout as after } from 'node:timers/promises'
import { Problem } from '../errors.ts'
import type { Language } from '../reports/text.ts'
import type { Caller } from '../store/client-store.ts'
import type { ItemResult, Job } from '../store/job.ts'
import { atomicBatch, MOST_ATOMIC } from './atomic-batch.ts'
import { type Batch, isRefused, type Read, type Result, readItem, type Wire } from './batch.ts'
import { continueBatch } from './continue-batch.ts'
import { goOnWithImpact } from './preview-ruleset.ts'
import type { Service } from './service.ts'

const AT_ONCE = 16
/** Milliseconds before an item that the store had no room for is tried again. */
export const PATIENCE = 1000

/** What a job is done with; `isStopping` ends the work after the items in hand. */
export interface Workshop {
  readonly service: Service
  readonly wire: Wire
  readonly isStopping: () => boolean
}

/** Goes on with a job where it was left, to its end unless the service stops. */
export async function runJob(workshop: Workshop, job: Job): Promise<void> {
  const { service, isStopping } = workshop
  const { jobs } = service.store
  await jobs.start(job.id)
  const caller = callerOf(service, job)
  if (caller === undefined) return endUnasked(workshop, job)
  if (job.kind === 'impact') return goOnWithImpact(service, job, isStopping)
  const asking = { caller, language: job.language as Language }
  const goOn = job.atomic ? inOne : oneByOne
  await goOn(workshop, job, { asking, id: job.id, dryRun: job.dryRun })
}

type Task = Omit<Batch, 'keeper'>

/** Ends a job whose key has ended: what was done stays, nothing more is done. */
async function endUnasked({ service, wire }: Workshop, job: Job): Promise<void> {
  await service.store.jobs.end(job, 'failed', told(wire, job, new Problem('unauthenticated')))
}

async function oneByOne(workshop: Workshop, job: Job, task: Task): Promise<void> {
  const { service, wire, isStopping } = workshop
  const { jobs } = service.store
  for (let from = 0; !isStopping(); ) {
    const items = await jobs.waiting(job.id, from, AT_ONCE)
    const last = items.at(-1)
    if (last === undefined) {
      await jobs.end(job, 'succeeded', null)
      return
    }
    if (callerOf(service, job) === undefined) return endUnasked(workshop, job)
    const committed = new Set<number>()
    const batch = { ...task, keeper: keeperOf(service, job, committed) }
    const reads = items.map(({ number, line }) => readItem(wire, number, line))
    const results: Result[] = []
    for await (const result of continueBatch(service, wire, batch, reads)) results.push(result)
    const busy = await keepRest(service, job, reads, results, committed)
    if (busy) await after(PATIENCE)
    else from = last.number + 1
  }
}

async function inOne({ service, wire }: Workshop, job: Job, task: Task): Promise<void> {
  const { jobs } = service.store
  const committed = new Set<number>()
  const items = await jobs.waiting(job.id, 0, MOST_ATOMIC)
  const reads = items.map(({ number, line }) => readItem(wire, number, line))
  const batch = { ...task, keeper: keeperOf(service, job, committed) }
  const results = await atomicBatch(service, wire, batch, reads)
  const undone = results.some(isRefused)
  if (undone) committed.clear()
  if (await keepRest(service, job, reads, results, committed)) await after(PATIENCE)
  else {
    const problem = undone ? told(wire, job, new Problem('batch-undone')) : null
    await jobs.end(job, undone ? 'failed' : 'succeeded', problem)
  }
}

const keeperOf = ({ store }: Service, { id }: Job, committed: Set<number>): Batch['keeper'] => ({
  found: () => undefined,
  keep(number, _line, { text }) {
    store.jobs.keepResult(id, { number, line: text, refused: false })
    committed.add(number)
  },
})

/** Keeps what was not committed with an effect; whether some must be tried again. */
async function keepRest(
  { store }: Service,
  { id }: Job,
  reads: readonly Read[],
  results: readonly Result[],
  committed: ReadonlySet<number>,
): Promise<boolean> {
  const rest: ItemResult[] = []
  let busy = false
  results.forEach((result, i) => {
    const number = (reads[i] as Read).index
    if (result.status === 503) busy = true
    else if (isRefused(result) || !committed.has(number)) {
      rest.push({ number, line: result.text, refused: isRefused(result) })
    }
  })
  if (rest.length > 0) await store.jobs.keepResults(id, rest)
  return busy
}

const told = (wire: Wire, { id, language }: Job, problem: Problem): string =>
  JSON.stringify(
    wire.tell(problem, language as Language, { instance: `/v1/jobs/${id}`, requestId: id }),
  )

/** Whom a job is done for: with the rights of now where the key is ours; nobody when it has ended. */
function callerOf({ store, now }: Service, { caller }: Job): Caller | undefined {
  const asked = JSON.parse(caller) as Caller
  const known = store.clients.find(asked.id)?.client
  if (known === undefined) return asked
  const expired = known.expiresAt !== null && Date.parse(known.expiresAt) <= now().getTime()
  return known.revokedAt !== null || expired ? undefined : known
}
