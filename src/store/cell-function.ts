import { type CellsHold, type CellTest, cellsHold } from '../reports/cell-test.ts'
import type { Database } from './open.ts'

const known = new WeakSet<Database>()

/** A vector is never longer: each cell has ten bytes at most. */
const scratch = Buffer.alloc(16_384)

/**
 * Teaches a connection `cells_are(format, cells, tests)`; the cells are in hex, for a blob would be
 * a Buffer of its own each time, and the tests are JSON.
 */
export function teachCells(database: Database): void {
  if (known.has(database)) return
  known.add(database)
  let last: { readonly text: string; readonly hold: CellsHold } | undefined
  database.function('cells_are', { deterministic: true }, (format, cells, tests) => {
    const text = tests as string
    if (last?.text !== text) last = { text, hold: cellsHold(JSON.parse(text) as CellTest[]) }
    const vector = scratch.subarray(0, scratch.write(cells as string, 'hex'))
    return last.hold(format as string, vector) ? 1 : 0
  })
}
