import { setTimeout as after } from 'node:timers/promises'
import { Problem } from '../errors.ts'
import type { Language } from '../reports/text.ts'
import type { Caller } from '../store/client-store.ts'
import { type ItemResult, type Job, NotRunning } from '../store/job.ts'
import { atomicBatch, MOST_ATOMIC } from './atomic-batch.ts'
import { type Batch, isRefused, type Read, type Result, readItem, type Wire } from './batch.ts'
import { continueBatch } from './continue-batch.ts'
import { goOnWithImpact } from './preview-ruleset.ts'
import type { Service } from './service.ts'

const AT_ONCE = 16
/** Milliseconds before an item that the store had no room for is tried again. */
const PATIENCE = 1000

export interface JobRunner {
  /** There may be something to do. */
  wake(): void
  /** Finishes the items in hand; the rest is done after the next start. */
  stop(): Promise<void>
}

/**
 * Works through jobs one after another. The result of an item is committed with its effect, so a
 * job that was cut off goes on with the first item that has none.
 */
export function jobRunner(
  service: Service,
  wire: Wire,
  { days, log }: { days: number; log: (error: unknown) => void },
): JobRunner {
  const { jobs } = service.store
  let stopping = false
  let running: Promise<void> | undefined

  /** Forgets jobs that ended long ago, a few at a time, and what was never received whole. */
  async function forget(): Promise<void> {
    const before = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    let forgotten = 1
    while (!stopping && forgotten > 0) forgotten = await jobs.purge(before(days * 24), before(1))
  }

  async function work(): Promise<void> {
    await forget().catch(log)
    while (!stopping) {
      const job = await jobs.next()
      if (job === undefined) return
      try {
        await run(job)
      } catch (error) {
        if (error instanceof NotRunning) continue
        log(error)
        await after(PATIENCE, undefined, { ref: false })
      }
    }
  }

  async function run(job: Job): Promise<void> {
    await jobs.start(job.id)
    const caller = callerOf(service, job)
    if (caller === undefined) {
      await jobs.end(job, 'failed', tellJob(job, new Problem('unauthenticated')))
      return
    }
    if (job.kind === 'impact') return goOnWithImpact(service, job, () => stopping)
    const asking = { caller, language: job.language as Language }
    const progress = job.atomic ? runAtomic : runOn
    await progress(job, { asking, id: job.id, dryRun: job.dryRun })
  }

  async function runOn(job: Job, batch: Omit<Batch, 'keeper'>): Promise<void> {
    for (let from = 0; !stopping; ) {
      const items = await jobs.waiting(job.id, from, AT_ONCE)
      const last = items.at(-1)
      if (last === undefined) {
        await jobs.end(job, 'succeeded', null)
        return
      }
      const committed = new Set<number>()
      const keeper = keeperOf(job, committed)
      const reads = items.map(({ number, line }) => readItem(wire, number, line))
      const results: Result[] = []
      for await (const result of continueBatch(service, wire, { ...batch, keeper }, reads)) {
        results.push(result)
      }
      const busy = await keepRest(job, reads, results, committed)
      if (busy) await after(PATIENCE)
      else from = last.number + 1
    }
  }

  async function runAtomic(job: Job, batch: Omit<Batch, 'keeper'>): Promise<void> {
    const committed = new Set<number>()
    const items = await jobs.waiting(job.id, 0, MOST_ATOMIC)
    const reads = items.map(({ number, line }) => readItem(wire, number, line))
    const keeper = keeperOf(job, committed)
    const results = await atomicBatch(service, wire, { ...batch, keeper }, reads)
    const undone = results.some(isRefused)
    if (undone) committed.clear()
    if (await keepRest(job, reads, results, committed)) await after(PATIENCE)
    else {
      const problem = undone ? tellJob(job, new Problem('batch-undone')) : null
      await jobs.end(job, undone ? 'failed' : 'succeeded', problem)
    }
  }

  /** Keeps what was not committed with an effect; whether some must be tried again. */
  async function keepRest(
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
    if (rest.length > 0) await jobs.keepResults(id, rest)
    return busy
  }

  const keeperOf = ({ id }: Job, committed: Set<number>): Batch['keeper'] => ({
    found: () => undefined,
    keep(number, _line, { text }) {
      jobs.keepResult(id, { number, line: text, refused: false })
      committed.add(number)
    },
  })

  const tellJob = ({ id, language }: Job, problem: Problem): string =>
    JSON.stringify(
      wire.tell(problem, language as Language, { instance: `/v1/jobs/${id}`, requestId: id }),
    )

  return {
    wake() {
      if (stopping || running !== undefined) return
      running = work().finally(() => {
        running = undefined
      })
    },
    async stop() {
      stopping = true
      await running
    },
  }
}

/** Whom a job is done for: with the rights of now where the key is ours; nobody when it has ended. */
function callerOf({ store, now }: Service, { caller }: Job): Caller | undefined {
  const asked = JSON.parse(caller) as Caller
  const known = store.clients.find(asked.id)?.client
  if (known === undefined) return asked
  const expired = known.expiresAt !== null && Date.parse(known.expiresAt) <= now().getTime()
  return known.revokedAt !== null || expired ? undefined : known
}
