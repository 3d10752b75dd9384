import { randomBytes } from 'node:crypto'
import { Problem } from '../errors.ts'
import type { Language } from '../reports/text.ts'
import type { Finding } from '../rules/check.ts'
import type { AcceptedReport, Place } from '../store/accepted-page.ts'
import type { Job } from '../store/job.ts'
import { mustSupervise } from './access.ts'
import { subjectOf, toAssess } from './assess.ts'
import { atHalfPace } from './at-half-pace.ts'
import { checkedAside } from './check-aside.ts'
import { emptyTally, type ImpactTally, isChange, tallied } from './impact-tally.ts'
import { mustHaveRoom } from './receive-job.ts'
import { findRuleset, inForce } from './rulesets.ts'
import type { Asking, Service } from './service.ts'

/** Which edition is weighed against which, and over which accepted reports. */
export interface Preview {
  readonly ruleset: string
  /** The one in force, unless another is named. */
  readonly against?: string
  readonly region?: string
  readonly from?: number
  readonly to?: number
}

/** What a job was asked for, with everything that was left open filled in. */
export interface Asked {
  readonly ruleset: string
  readonly against: string
  readonly region: string | null
  readonly from: number
  readonly to: number
}

const AT_ONCE = 16
/** Findings of one kind that the line of a report lists. */
const MOST_LISTED = 100

/** Makes a job of it: what an edition would change in the findings of the accepted reports. */
export async function previewRuleset(
  service: Service,
  { caller, language }: Asking,
  { ruleset, against = inForce(service), region, from = 0, to = 9999 }: Preview,
): Promise<Job> {
  findRuleset(ruleset)
  findRuleset(against)
  if (region !== undefined) mustSupervise(service, caller, region)
  else if (caller.role !== 'admin') throw new Problem('forbidden', { reason: OF_A_REGION })
  const { store } = service
  await mustHaveRoom(service, caller)
  const asked: Asked = { ruleset, against, region: region ?? null, from, to }
  const { id: client, role, agencies, region: own } = caller
  return store.jobs.queueImpact({
    id: randomBytes(12).toString('hex'),
    client,
    caller: JSON.stringify({ id: client, role, agencies, region: own }),
    language,
    about: JSON.stringify(asked),
    total: await store.accepted.count(asked),
  })
}

const OF_A_REGION = {
  zh: '请注明区划；只有管理员可以预览全部区划。',
  en: 'Name a region; only an admin previews them all.',
}

/**
 * Goes on with such a job from where it is, until it is done or `stopping`. Throws NotRunning when
 * it was cancelled. A few reports are held at a time, and each step of the way is kept.
 */
export async function goOnWithImpact(
  service: Service,
  job: Job,
  stopping: () => boolean,
): Promise<void> {
  const { store } = service
  const asked = JSON.parse(job.about ?? '') as Asked
  const language = job.language as Language
  const { region, from, to } = asked
  let tally = job.tally === null ? emptyTally : (JSON.parse(job.tally) as ImpactTally)
  let at: Place = job.position === null ? START : (JSON.parse(job.position) as Place)
  let { done } = job
  while (!stopping()) {
    const page = await store.accepted.page({ region, from, to, after: at, limit: AT_ONCE })
    const last = page.at(-1)
    if (last === undefined) {
      await store.jobs.end(job, 'succeeded', null)
      return
    }
    const lines: { number: number; line: string }[] = []
    for (const [i, report] of page.entries()) {
      const impact = await atHalfPace(() => impactOn(service, language, asked, report))
      if (impact === undefined) continue
      const of = { agencyId: report.agency, year: report.year }
      tally = tallied(tally, of, impact)
      if (!isChange(impact)) continue
      const { before, after } = impact
      const [gained, lost, reweighed] = [impact.gained, impact.lost, impact.reweighed].map(listed)
      const line = { ...of, revision: report.revision, before, after, gained, lost, reweighed }
      lines.push({ number: done + i, line: JSON.stringify(line) })
    }
    at = { agency: last.agency, year: last.year }
    const step = { done: page.length, position: JSON.stringify(at), tally: JSON.stringify(tally) }
    await store.jobs.keepImpact(job.id, { ...step, lines })
    done += page.length
  }
}

const START: Place = { agency: '', year: 0 }

async function impactOn(
  service: Service,
  language: Language,
  { ruleset: proposed, against }: Asked,
  { report, agency: id, year, revision: number }: AcceptedReport,
) {
  const { register, reports } = service.store
  const agency = register.findAgency(id)
  const revision = await reports.revision(report, number)
  if (agency === undefined || revision === undefined) return undefined
  const subject = await subjectOf(service, toAssess(revision, year, agency))
  return checkedAside('impact', { subject, inForce: against, proposed, language })
}

const listed = (findings: readonly Finding[]) =>
  findings
    .slice(0, MOST_LISTED)
    .map(({ rule, severity, fingerprint, message }) => ({ rule, severity, fingerprint, message }))
