import { JobFailed, lane } from '../documents/lane.ts'
import { Problem } from '../errors.ts'
import type { Report } from '../reports/report.ts'
import { checkWork, type ToCheck } from './check-work.ts'
import { busy } from './receive.ts'

type Work = typeof checkWork
type Given<Name extends keyof Work> = Parameters<Work[Name]>[0]

/** What is given to a thread: which work, and what it is done with. */
export interface CheckJob {
  readonly name: keyof Work
  readonly job: unknown
}

/** So many characters are read here, which takes some 10 ms; a report seldom has more. */
const LIGHT = 8_000
/** Last year's text is only compared, which takes a fifth of the time. */
const COMPARED = 5

const thread = new URL('./check-thread.js', import.meta.url)
/** A set, which takes seconds, does not hold up a single report. */
const lanes = {
  single: lane<CheckJob, { done: unknown }>({ thread, longest: 20_000, mostWaiting: 64 }),
  sets: lane<CheckJob, { done: unknown }>({ thread, longest: 60_000, mostWaiting: 8 }),
}

/** Does a report's work here where it is light, else on a thread. Throws a Problem when it cannot. */
export const checkedAside = async <Name extends 'report' | 'impact' | 'sentences'>(
  name: Name,
  job: Given<Name>,
): Promise<ReturnType<Work[Name]>> =>
  isLight(job)
    ? (checkWork[name] as (of: Given<Name>) => ReturnType<Work[Name]>)(job)
    : aside('single', name, job)

/** Checks a set on its thread, however small it is. */
export const setChecked = (job: Given<'set'>): Promise<ReturnType<Work['set']>> =>
  aside('sets', 'set', job)

async function aside<Name extends keyof Work>(
  on: keyof typeof lanes,
  name: Name,
  job: Given<Name>,
): Promise<ReturnType<Work[Name]>> {
  try {
    const { done } = await lanes[on].run({ name, job })
    return done as ReturnType<Work[Name]>
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error
    throw error.why === 'busy' ? busy() : new Problem('too-long-to-check')
  }
}

function isLight(job: { readonly subject: ToCheck } | { readonly report: Report }): boolean {
  const { report, lastYear } = 'subject' in job ? job.subject : { report: job.report }
  const compared = lastYear === undefined ? 0 : lengthOf(lastYear)
  return lengthOf(report) + compared / COMPARED <= LIGHT
}

/** The characters of a report's narrative. */
export const lengthOf = ({ narrative }: Report): number =>
  Object.values(narrative).reduce((sum, text) => sum + (text?.length ?? 0), 0)
