import type { Tally } from '../reports/tally.ts'
import type { AgencySums } from './agency-sums.ts'

/** The sum of a region's reports of one year and format. */
export interface SumRow {
  readonly year: number
  readonly format: string
  readonly tally: Tally
}

/** A region's sums on one basis, now (from the roll-ups) or as of a time (counted anew). */
export interface Sums {
  /** The regions right below. */
  readonly children: () => readonly { readonly code: string; readonly name: string }[]
  /** The kinds of agency that count in the subtree. */
  readonly kinds: () => readonly string[]
  /** Of the region or one right below it; kind `''` is every kind; years both inclusive. */
  readonly rows: (code: string, kind: string, from: number, to: number) => readonly SumRow[]
  /** Who has to file, and who need not and counts all the same. */
  readonly expected: (code: string, kind: string, year: number) => number
  /** Each agency by itself, by id, at most `limit` of them. */
  readonly agencies: (
    kind: string,
    from: number,
    to: number,
    limit: number,
  ) => readonly AgencySums[]
}
