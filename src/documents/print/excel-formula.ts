import { getCellAddress } from 'write-excel-file/utility'
import type { FormCell } from '../form.ts'

/** Where a cell of the form stands on its sheet; row 1 holds the heading. */
export const refOf = ({ row, column }: { readonly row: number; readonly column: number }): string =>
  getCellAddress(row + 1, column)

/** Adds up stretches of neighbouring cells; nothing as long as none of them is a number. */
export function sumFormula(parts: readonly FormCell[]): string {
  const stretches: { first: FormCell; last: FormCell }[] = []
  for (const cell of parts) {
    const stretch = stretches.at(-1)
    if (stretch !== undefined && follows(stretch.first, stretch.last, cell)) stretch.last = cell
    else stretches.push({ first: cell, last: cell })
  }
  const list = stretches.map(({ first, last }) => `${refOf(first)}:${refOf(last)}`).join(',')
  return `IF(COUNT(${list})=0,"",SUM(${list}))`
}

/** Such a formula, however a spreadsheet program has written it back. */
export const isSumFormula = (formula: string): boolean =>
  /^IF\(COUNT\(([A-Z0-9:,]+)\)=0,"",SUM\(\1\)\)$/.test(formula.replaceAll(' ', ''))

const follows = (first: FormCell, last: FormCell, cell: FormCell): boolean =>
  (first.row === cell.row && last.row === cell.row && last.column + last.colSpan === cell.column) ||
  (first.column === cell.column &&
    last.column === cell.column &&
    last.row + last.rowSpan === cell.row)
