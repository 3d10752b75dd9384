import type { Agency } from '../store/agency-store.ts'
import type { Extension, Window } from '../store/calendar-store.ts'
import type { Service } from './service.ts'

/** When a region takes reports of a year, and which region says so: null for the law itself. */
export interface EffectiveWindow extends Window {
  readonly region: string | null
}

/**
 * The window of the nearest region, upwards, that has one; else 条例 第四十九条: departments file
 * until 31 January, governments until 31 March of the year after, and nothing is ever closed.
 */
export const windowOf = (
  { store }: Pick<Service, 'store'>,
  region: string,
  year: number,
): EffectiveWindow =>
  store.calendar.window(store.register.chainOf(region), year) ?? {
    region: null,
    opens: null,
    departments: `${year + 1}-01-31`,
    governments: `${year + 1}-03-31`,
    closes: null,
    reason: null,
  }

/** Why a filer can do nothing for a year now: it opens on a day to come, or closed on one past. */
export interface Lock {
  readonly opens: string | null
  readonly closed: string | null
  readonly reason: string | null
}

/** A filer's calendar for a year, with what was granted to it alone. */
export interface Deadline {
  /** The last day that is on time. */
  readonly due: string
  readonly lock: Lock | null
}

/** What the calendar says to a filer at a moment. */
export function deadlineOf(
  service: Pick<Service, 'store' | 'now'>,
  { id, kind, region }: Pick<Agency, 'id' | 'kind' | 'region'>,
  year: number,
): Deadline {
  const window = windowOf(service, region, year)
  const extension = service.store.calendar.extension(id, year)
  const regular = kind === 'government' ? window.governments : window.departments
  const due = extension?.due ?? regular
  return { due, lock: lockOf(window, extension, dayOf(service.now())) }
}

function lockOf(
  { opens, closes, reason }: Window,
  granted: Pick<Extension, 'due' | 'openUntil'> | undefined,
  today: string,
): Lock | null {
  if (today <= (granted?.openUntil ?? '')) return null
  if (opens !== null && today < opens) return { opens, closed: null, reason: null }
  // Who was given more time than the year stays open can use it.
  if (today <= (granted?.due ?? '')) return null
  if (closes !== null && today > closes) return { opens: null, closed: closes, reason }
  return null
}

/** The day of a moment by the calendar of China, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  const number = Math.floor((at.getTime() + 8 * HOUR) / (24 * HOUR))
  if (number !== last.number) {
    last = { number, day: new Date(number * 24 * HOUR).toISOString().slice(0, 10) }
  }
  return last.day
}

const HOUR = 3_600_000
/** The day asked for last, which is today's most of the time. */
let last = { number: 0, day: '1970-01-01' }

/** Days from one day to another; negative when the other lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
