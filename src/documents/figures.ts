import { cellAtAddress } from '../formats/cells.ts'
import { printed } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'
import type { FormCell } from './form.ts'

/**
 * What stands in each cell on paper: a number (money in 万元), a text such as "/", or `null` for a
 * blank. A report has figures, and so has a county's sum.
 */
export type Figures = (address: string) => number | string | null

/** The figures of a report: blank, "/" and 0 are three different things. */
export const figuresOf =
  (report: Pick<Report, 'format' | 'cells'>): Figures =>
  (address) => {
    const cell = cellAtAddress(report.format, address)
    if (cell === undefined) return null
    const value = printed(cell, report.cells[cell.index] ?? null)
    return value === 'n/a' ? '/' : value
  }

/** A figure as text. Six decimals of 万元 are the most there are, so no exponent ever shows. */
export function figureText(figures: Figures, { at, unit }: FormCell): string {
  const figure = at === undefined ? null : figures(at)
  return typeof figure === 'number' ? `${figure}${unit ?? ''}` : (figure ?? '')
}
