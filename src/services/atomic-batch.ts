import { setImmediate as nextTurn } from 'node:timers/promises'
import { Problem } from '../errors.ts'
import { beside } from '../store/beside.ts'
import { NotRunning } from '../store/job.ts'
import type { Filed } from '../store/report-store.ts'
import { Stale } from '../store/revision.ts'
import {
  type Batch,
  type BatchItem,
  filedResult,
  putOf,
  type Read,
  type Result,
  refusal,
  type Wire,
} from './batch.ts'
import { type Plan, planFiling } from './plan-filing.ts'
import type { Service } from './service.ts'

/** Most items that are done all or none: they share one transaction, which all others wait for. */
export const MOST_ATOMIC = 100
const MOST_TRIES = 3

/** Does all items in one transaction, or none of them. */
export async function atomicBatch(
  service: Service,
  wire: Wire,
  batch: Batch,
  items: readonly Read[],
): Promise<Result[]> {
  const known = items.map(({ index, line }) => found(batch, index, line))
  if (items.length > 0 && known.every((text) => typeof text === 'string')) {
    return known.map((text) => ({ text: String(text), status: 200 }))
  }
  for (let tries = 1; ; tries++) {
    const plans = await planAll(service, batch, items, known)
    if (plans.some((plan) => plan instanceof Refused)) return undone(wire, batch, items, plans)
    try {
      return await commitAll(service, batch, items, plans as Plan[])
    } catch (error) {
      // A report moved on after its plan was made: the next plan says which, and why not.
      if (error instanceof Stale && tries < MOST_TRIES) continue
      if (error instanceof NotRunning) throw error
      return undone(
        wire,
        batch,
        items,
        items.map(() => new Refused(error)),
      )
    }
  }
}

class Refused {
  readonly why: unknown
  constructor(why: unknown) {
    this.why = why
  }
}

function found({ keeper }: Batch, index: number, line: Buffer): string | Refused | undefined {
  try {
    return keeper.found(index, line)
  } catch (error) {
    return new Refused(error)
  }
}

async function planAll(
  service: Service,
  { asking, dryRun }: Batch,
  items: readonly Read[],
  known: readonly (string | Refused | undefined)[],
): Promise<(Plan | Refused)[]> {
  const plans: (Plan | Refused)[] = []
  const seen = new Set<string>()
  for (const [i, { item, error }] of items.entries()) {
    try {
      const before = known[i]
      if (before instanceof Refused) throw before.why
      if (before !== undefined) throw new Problem('idempotency-key-reused')
      if (item === undefined) throw error
      mustBeNew(seen, item)
      plans.push(await planFiling(service, asking, putOf(item, dryRun)))
    } catch (failure) {
      plans.push(new Refused(failure))
    }
    await nextTurn()
  }
  return plans
}

function mustBeNew(seen: Set<string>, { agencyId, year }: BatchItem): void {
  const report = `${agencyId} ${year}`
  if (seen.has(report)) throw new Problem('report-twice', { agency: agencyId, year })
  seen.add(report)
}

async function commitAll(
  service: Service,
  { dryRun, keeper }: Batch,
  items: readonly Read[],
  plans: readonly Plan[],
): Promise<Result[]> {
  const results = (filed: readonly Filed[]): Result[] =>
    items.map(({ index, item }, i) =>
      filedResult(service, index, item as BatchItem, filed[i] as Filed),
    )
  if (dryRun) return results(plans.map(({ filed }) => filed))

  const works = plans.flatMap(({ work }) => work ?? [])
  const inOrder = (done: readonly Filed[]): readonly Filed[] => {
    const rest = [...done]
    return plans.map(({ filed, work }) => (work === null ? filed : (rest.shift() as Filed)))
  }
  const done = await beside.during(
    (result) => {
      results(inOrder(result as readonly Filed[])).forEach((one, i) => {
        const { index, line } = items[i] as Read
        keeper.keep(index, line, one)
      })
    },
    () => service.store.reports.fileAll(works),
  )
  return results(inOrder(done))
}

/** What is answered when one item cannot be done: the others could have been, and were not. */
function undone(
  wire: Wire,
  batch: Batch,
  items: readonly Read[],
  plans: readonly (Plan | Refused)[],
): Result[] {
  return items.map((read, i) => {
    const plan = plans[i]
    const why = plan instanceof Refused ? plan.why : new Problem('batch-undone')
    return refusal(wire, batch, read, why)
  })
}
