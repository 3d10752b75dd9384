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

/** Whether all of the tests hold for a vector of a format; a format without the cell holds none. */
export type CellsHold = (format: string, vector: Uint8Array) => boolean

export function cellsHold(tests: readonly CellTest[]): CellsHold {
  const placed = new Map<string, readonly Placed[] | undefined>()
  return (version, vector) => {
    if (!placed.has(version)) placed.set(version, placedIn(version, tests))
    const known = placed.get(version)
    return known?.every(({ index, is, value }) => holds(cellIn(vector, index), is, value)) ?? false
  }
}

interface Placed {
  readonly index: number
  readonly is: Comparison
  readonly value: CellValue
}

function placedIn(version: string, tests: readonly CellTest[]): readonly Placed[] | undefined {
  const format = formatOf(version)
  if (format === undefined) return undefined
  const placed = tests.flatMap(({ address, is, value }) => {
    const cell = cellAtAddress(format, address)
    if (cell === undefined) return []
    const money = cell.unit === 'fen' && typeof value === 'number'
    return [{ index: cell.index, is, value: money ? (fenOf(value) ?? null) : value }]
  })
  return placed.length === tests.length ? placed : undefined
}

/** A cell without a figure is not less, more or other than one: it is compared with its like alone. */
function holds(value: CellValue, is: Comparison, wanted: CellValue): boolean {
  if (typeof wanted !== 'number') return (value === wanted) === (is === '=')
  if (typeof value !== 'number') return false
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
