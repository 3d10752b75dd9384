import { cellAtAddress } from '../formats/cells.ts'
import type { Measure } from '../formats/format.ts'
import type { Report } from '../reports/report.ts'

/** What the tables say of a sum of measures, or why they do not. */
export type TableFigure =
  | { readonly value: number }
  | { readonly missing: 'notStated' | 'notInFormat' }

/** A blank or inapplicable cell makes the whole sum unknown: it is not taken for 0. */
export function tableFigure(report: Report, measures: readonly Measure[]): TableFigure {
  let value = 0
  for (const address of addressesOf(report, measures)) {
    const cell = cellAtAddress(report.format, address)
    const stated = cell === undefined ? undefined : report.cells[cell.index]
    if (typeof stated !== 'number') return { missing: 'notStated' }
    value += stated
  }
  if (measures.some((measure) => report.format.measures[measure].length === 0)) {
    return { missing: 'notInFormat' }
  }
  return { value }
}

export function addressesOf(
  { format }: Pick<Report, 'format'>,
  measures: readonly Measure[],
): readonly string[] {
  const [only] = measures
  if (only !== undefined && measures.length === 1) return format.measures[only]
  return [...new Set(measures.flatMap((measure) => format.measures[measure]))]
}
