import { emptyTally, encodeTally, tallyReport } from '../reports/tally.ts'
import { cellCount } from './known-format.ts'
import { markOf } from './mark.ts'
import type { SumRow } from './sums.ts'

/** A revision that counts. */
export interface CountedRevision {
  readonly year: number
  readonly late: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
}

/** What an agency's revision puts into a tally. */
export const countedFrom = (agency: string, one: CountedRevision) => ({
  vector: one.cells,
  late: one.late === 1,
  mark: markOf(agency, one.year, one.number, one.digest),
})

/** One report as a sum of its own. */
export function reportRow(agency: string, one: CountedRevision): SumRow {
  const { year, format } = one
  const tally = emptyTally(cellCount(format))
  tallyReport(tally, countedFrom(agency, one), 1)
  return { year, format, tally: encodeTally(tally) }
}
