import { encodeTally } from '../reports/tally.ts'
import { recountFilers } from './filer-recount.ts'
import type { Database } from './open.ts'
import { recount } from './recount.ts'
import { rebuildRegionAgencies } from './region-agencies.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import type { Told } from './watched.ts'

/**
 * Writes every roll-up row anew from the filed bodies, and from the register the number of filers
 * and which region holds whom; answers how many roll-up rows there are.
 */
export function rebuildRollUps(
  database: Database,
  rollUps: RollUpStore,
  register: Pick<RegisterStore, 'chainOf' | 'childrenOf'>,
  told: Told,
): number {
  const insert = database.prepare(
    'insert into roll_up (region, basis, kind, year, format, tally) values (?, ?, ?, ?, ?, ?)',
  )
  const addFilers = database.prepare(
    'insert into filer_count (region, kind, year, change) values (?, ?, ?, ?)',
  )
  return database
    .transaction(() => {
      rollUps.clear()
      let rows = 0
      for (const { key, tally } of recount(database, register, told)) {
        rows++
        const { region, basis, kind, year, format } = key
        insert.run(region, basis, kind, year, format, encodeTally(tally))
      }
      database.exec('delete from filer_count')
      for (const { region, kind, year, change } of recountFilers(database, register).values()) {
        addFilers.run(region, kind, year, change)
      }
      rebuildRegionAgencies(database)
      return rows
    })
    .immediate()
}
