import { type Cell, cellAtAddress, identitiesOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import type { CellValue, Report } from './report.ts'

/** A figure of last year's reports that this year's begins with, and the cell it stood in. */
export interface Carried {
  readonly cell: Cell
  readonly from: string
  readonly value: CellValue
  /** What each of the reports states, in their order. */
  readonly parts: readonly CellValue[]
}

/** What last year's reports carry into this year's: 结转下年度 becomes 上年结转, column by column. */
export function carriedOver(format: Format, before: readonly Report[]): readonly Carried[] {
  return identitiesOf(format).flatMap(({ kind, left, right }) => {
    const terms = [...left, ...right]
    const from = terms.find(({ lastYear }) => lastYear)
    const to = terms.find(({ lastYear }) => !lastYear)
    if (kind !== 'carryOver' || terms.length !== 2 || !from || !to) return []
    return [carried(to.cell, from.cell.address, before)]
  })
}

/** What was in force at the end of last year: where this year's stock starts, not what it is. */
export function stocksBefore(format: Format, before: readonly Report[]): readonly Carried[] {
  return identitiesOf(format).flatMap(({ kind, left, right }) => {
    const from = [...left, ...right].find(({ lastYear }) => lastYear)
    if (kind !== 'stock' || from === undefined) return []
    return [carried(from.cell, from.cell.address, before)]
  })
}

function carried(cell: Cell, from: string, before: readonly Report[]): Carried {
  const parts = before.map(
    ({ format, cells }) => cells[cellAtAddress(format, from)?.index ?? -1] ?? null,
  )
  return { cell, from, value: sumOf(parts), parts }
}

/** A part that is not stated leaves the sum not stated; "/" beside figures adds nothing. */
function sumOf(parts: readonly CellValue[]): CellValue {
  if (parts.length === 0 || parts.includes(null)) return null
  const numbers = parts.filter((part) => typeof part === 'number')
  return numbers.length === 0 ? 'n/a' : numbers.reduce((sum, part) => sum + part, 0)
}
