import { setTimeout as after } from 'node:timers/promises'
import type { Finding } from '../rules/check.ts'
import type { Because } from '../store/recheck-store.ts'
import { Stale } from '../store/revision.ts'
import { assess, checkedOf, toAssess } from './assess.ts'
import { atHalfPace } from './at-half-pace.ts'
import type { Service } from './service.ts'

const AT_ONCE = 32
/** Milliseconds before what could not be done is tried again. */
const PATIENCE = 1000

export interface Rechecker {
  /** There may be something to do. */
  wake(): void
  /** Finishes the report in hand; the rest is done after the next start. */
  stop(): Promise<void>
}

/**
 * Checks reports again, in the background, whose findings may have changed without them: last
 * year's report was accepted or corrected, or another edition of the rules was put in force. Where
 * the findings are others, they are kept in place of those that were, with an event.
 */
export function rechecker(service: Service, log: (error: unknown) => void): Rechecker {
  const { rechecks, rulesets } = service.store
  let stopping = false
  let woken = false
  let running: Promise<void> | undefined

  async function work(): Promise<void> {
    while (woken && !stopping) {
      woken = false
      try {
        while (!stopping && ((await takeNoted()) || (await takeBehind())));
      } catch (error) {
        log(error)
        await after(PATIENCE, undefined, { ref: false })
        woken = true
      }
    }
  }

  /** Reports that go on from one that changed; whether there were any. */
  async function takeNoted(): Promise<boolean> {
    const due = await rechecks.next(AT_ONCE)
    for (const { agency, year, because, ...noted } of due) {
      if (stopping) return true
      await atHalfPace(() => recheck(service, agency, year, because))
      await rechecks.done(noted)
    }
    return due.length > 0
  }

  /** Reports not yet checked under the edition in force; whether there may be more. */
  async function takeBehind(): Promise<boolean> {
    const sweep = await rulesets.behind(AT_ONCE)
    if (sweep === undefined) return false
    const { since, client, reports } = sweep
    const ruleset = rulesets.current()?.ruleset ?? ''
    let last: number | null = null
    for (const { id, agency, year } of reports) {
      if (stopping) break
      await atHalfPace(() => recheck(service, agency, year, { client, cause: { ruleset } }))
      last = id
    }
    const finished = reports.length === 0
    if (finished || last !== null) await rulesets.sweptTo(since, last)
    return !finished
  }

  return {
    wake() {
      woken = true
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

/** Checks a report again; keeps what is found where it is not what was. */
async function recheck(
  service: Service,
  agencyId: string,
  year: number,
  because: Because,
): Promise<void> {
  const { register, reports, rechecks } = service.store
  for (;;) {
    const head = await reports.find(agencyId, year)
    const agency = register.findAgency(agencyId)
    if (head === undefined || agency === undefined) return
    const revision = await reports.revision(head.id, head.revision)
    const checked = checkedOf(await assess(service, toAssess(revision, year, agency), 'zh'))
    const kept = await rechecks.kept(head.id, head.revision)
    if (kept !== undefined && sameFindings(kept.findings, checked.findings)) return
    try {
      await rechecks.keep(head, checked, because)
      return
    } catch (error) {
      if (!(error instanceof Stale)) throw error
    }
  }
}

/** The same facts, as grave as before: in which language they were told does not matter. */
const sameFindings = (one: Buffer, other: Buffer): boolean => namesOf(one) === namesOf(other)

const namesOf = (findings: Buffer): string =>
  (JSON.parse(findings.toString()) as Finding[])
    .map(({ fingerprint, severity }) => `${fingerprint} ${severity}`)
    .sort()
    .join('\n')
