import { pairsOf } from '../reports/bigrams.ts'

/** A report may have so many narratives in the index at once: the newest and three that stand. */
const SLOTS = 8
const REPORTS = 2 ** 38

/** The first of the ids of a report's narratives: the newest year highest, then the newest report. */
export const firstOf = (year: number, report: number): number => (year * REPORTS + report) * SLOTS

/** What lies behind all the ids of the report that an id belongs to. */
export const endOf = (id: number): number => id - (id % SLOTS) + SLOTS

export const regionWord = (code: string): string => `r${code}`
export const agencyWord = (id: string): string => `a${Buffer.from(id).toString('hex')}`

/** What is looked for: every phrase, and any of the places where there are any. */
export function matchOf(phrases: readonly string[], places: readonly string[]): string {
  const text = `text : (${phrases.map((phrase) => `"${pairsOf(phrase)}"`).join(' AND ')})`
  return places.length === 0 ? text : `place : (${places.join(' OR ')}) AND ${text}`
}
