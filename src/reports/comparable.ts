import { type Cell, cellAtAddress } from '../formats/cells.ts'
import { counterpartsOf } from '../formats/counterparts.ts'
import type { Format, Grade } from '../formats/format.ts'
import type { CellValue, Report } from './report.ts'

/** What another report states of the same figure, and how well the two compare. */
export interface Comparable {
  readonly value: CellValue
  readonly grade: Exclude<Grade, 'break'>
}

/** Undefined where the other report's form has no such figure, or one that must not be compared. */
export function comparableIn(other: Report, format: Format, cell: Cell): Comparable | undefined {
  if (other.format.version === format.version) {
    return { value: other.cells[cell.index] ?? null, grade: 'exact' }
  }
  const found = counterpartsOf(format, other.format).get(cell.address)
  const there = found && cellAtAddress(other.format, found.address)
  return found && there && { value: other.cells[there.index] ?? null, grade: found.grade }
}
