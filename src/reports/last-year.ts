import { type Cell, cellAtAddress } from '../formats/cells.ts'
import { counterpartsOf } from '../formats/counterparts.ts'
import type { Grade } from '../formats/format.ts'
import type { CellValue, Report } from './report.ts'

/** What last year's report states where this year's has a cell, and how well the two compare. */
export interface LastYears {
  readonly value: CellValue
  readonly grade: Grade
}

/** Undefined where last year's form has no such figure, or one that must not be compared. */
export function lastYearsValue(report: Report, cell: Cell, last: Report): LastYears | undefined {
  if (last.format.version === report.format.version) {
    return { value: last.cells[cell.index] ?? null, grade: 'exact' }
  }
  const found = counterpartsOf(report.format, last.format).get(cell.address)
  const there = found && cellAtAddress(last.format, found.address)
  return found && there && { value: last.cells[there.index] ?? null, grade: found.grade }
}
