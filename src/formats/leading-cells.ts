import { type Cell, cellsOf, identitiesOf } from './cells.ts'
import { once } from './once.ts'

/**
 * The cells that a reader looks at first: all but the parts of a row that has a total of its own.
 * What is said of them once need not be said again of each applicant.
 */
export const leadingCells = once((format): readonly Cell[] => {
  const parts = new Set<Cell>()
  for (const { kind, left, right } of identitiesOf(format)) {
    const row = left[0]?.cell.row
    if (kind !== 'total') continue
    for (const { cell } of right) if (cell.row === row) parts.add(cell)
  }
  return cellsOf(format).filter((cell) => !parts.has(cell))
})
