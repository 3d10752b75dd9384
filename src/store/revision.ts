import type { Summary } from './head.ts'

/** One filed body. `body` is canonical JSON in UTF-8, `cells` the vector of its format. */
export interface Revision {
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
  readonly body: Buffer
  /** What the document's reader noticed, for the rules; null for a report sent as JSON. */
  readonly noticed: string | null
  readonly reason: string | null
  readonly client: string
  readonly at: string
}

/** What the rules said, kept with the revision they looked at. */
export interface Checked {
  readonly ruleset: string
  readonly summary: Summary
  readonly findings: Buffer
  readonly fingerprints: readonly string[]
}

/** The report changed since the caller looked at it. */
export class Stale extends Error {}
