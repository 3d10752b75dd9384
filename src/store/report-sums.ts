import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import type { SumsByAddress } from '../reports/sum.ts'
import { sumsIn } from '../reports/sum-table.ts'
import { emptyTally, tallyReport } from '../reports/tally.ts'
import { knownFormat } from './known-format.ts'

const UNMARKED = new Uint8Array(32)

/** The cells and groups of one report's vector, in the terms of a format. */
export function sumsOfReport(terms: Format, version: string, vector: Uint8Array): SumsByAddress {
  const format = knownFormat(version)
  const tally = emptyTally(cellsOf(format).length)
  tallyReport(tally, { vector, late: false, mark: UNMARKED }, 1)
  return sumsIn(terms, [{ format, tally }])
}
