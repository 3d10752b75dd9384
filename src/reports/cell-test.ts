import { cellAtAddress } from '../formats/cells.ts'
import { formatOf } from '../formats/index.ts'
import { fenOf } from './money.ts'
import type { CellValue } from './report.ts'
import { cellIn } from './vector.ts'

export const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]

/** What a cell is to be; money in 万元, as on paper. Only `=` and `!=` go with null and "n/a". */
export interface CellTest {
  readonly address: string
  readonly is: Comparison
  readonly value: CellValue
}

/** Whether every test holds for a vector; a format without the cell holds none. */
export function cellsHold(format: string, vector: Uint8Array, tests: readonly CellTest[]): boolean {
  return tests.every((test) => {
    const known = formatOf(format)
    const cell = known && cellAtAddress(known, test.address)
    if (cell === undefined) return false
    const wanted =
      cell.unit === 'fen' && typeof test.value === 'number' ? fenOf(test.value) : test.value
    return holds(cellIn(vector, cell.index), test.is, wanted)
  })
}

/** A cell without a figure is not less, more or other than one: it is compared with its like alone. */
function holds(value: CellValue, is: Comparison, wanted: CellValue | undefined): boolean {
  if (typeof wanted !== 'number' || typeof value !== 'number') {
    if (typeof wanted === 'number' || wanted === undefined) return false
    return is === '=' ? value === wanted : value !== wanted
  }
  switch (is) {
    case '=':
      return value === wanted
    case '!=':
      return value !== wanted
    case '<':
      return value < wanted
    case '<=':
      return value <= wanted
    case '>':
      return value > wanted
    case '>=':
      return value >= wanted
  }
}
