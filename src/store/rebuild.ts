import { encodeTally } from '../reports/tally.ts'
import type { Database } from './open.ts'
import { recount } from './recount.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'

/** Writes every roll-up row anew from the filed bodies; answers how many there are. */
export function rebuildRollUps(
  database: Database,
  rollUps: RollUpStore,
  register: Pick<RegisterStore, 'chainOf' | 'findAgency'>,
): number {
  const insert = database.prepare(
    'insert into roll_up (region, basis, kind, year, format, tally) values (?, ?, ?, ?, ?, ?)',
  )
  return database
    .transaction(() => {
      rollUps.clear()
      const rows = recount(database, register)
      for (const { key, tally } of rows.values()) {
        const { region, basis, kind, year, format } = key
        insert.run(region, basis, kind, year, format, encodeTally(tally))
      }
      return rows.size
    })
    .immediate()
}
