import { encodeTally } from '../reports/tally.ts'
import type { Database } from './open.ts'
import { recount } from './recount.ts'
import { regionStore } from './region-store.ts'
import type { Basis } from './standing.ts'

/** A row of `roll_up`, in the order of its columns. */
export type RollUpRow = readonly [
  region: string,
  basis: Basis,
  kind: string,
  year: number,
  format: string,
  tally: Uint8Array,
]

/** The roll-up rows of a year, counted anew, as plain data to cross between threads. */
export function recountYear(database: Database, year: number): RollUpRow[] {
  return Array.from(
    recount(database, regionStore(database), year, 'body'),
    ({ key: { region, basis, kind, format }, tally }) =>
      [region, basis, kind, year, format, encodeTally(tally)] as const,
  )
}
