import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { passagesOf } from '../formats/passages.ts'

/**
 * What stands in a cell: a whole number (money in 分), `null` where nothing is stated, `'n/a'`
 * where the form says "/" or "-". The three are never turned into one another.
 */
export type CellValue = number | null | 'n/a'

/** The period the figures cover, as stated: calendar dates `YYYY-MM-DD`. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** A filled-in format. `cells` follows the format's cell order; `narrative` is keyed by address. */
export interface Report {
  readonly format: Format
  readonly title: string | null
  readonly period: Period | null
  readonly narrative: Readonly<Record<string, string | null>>
  readonly cells: readonly CellValue[]
}

/** A report in which nothing is stated yet. */
export const emptyReport = (format: Format): Report => ({
  format,
  title: null,
  period: null,
  narrative: Object.fromEntries(passagesOf(format).map(({ address }) => [address, null])),
  cells: cellsOf(format).map(() => null),
})
