import { type CellsHold, type CellTest, cellsHold } from '../reports/cell-test.ts'
import type { Database } from './open.ts'

const known = new WeakSet<Database>()

/** Teaches a connection `cells_are(format, cells, tests)`; the tests are JSON. */
export function teachCells(database: Database): void {
  if (known.has(database)) return
  known.add(database)
  let last: { readonly text: string; readonly hold: CellsHold } | undefined
  database.function('cells_are', { deterministic: true }, (format, cells, tests) => {
    const text = tests as string
    if (last?.text !== text) last = { text, hold: cellsHold(JSON.parse(text) as CellTest[]) }
    return last.hold(format as string, cells as Buffer) ? 1 : 0
  })
}
