import { recountFilers } from './filer-recount.ts'
import type { Database } from './open.ts'
import { yearsIn } from './recount.ts'
import { type RollUpRow, recountYear } from './recount-year.ts'
import { rebuildRegionAgencies } from './region-agencies.ts'
import type { RegisterStore } from './register-store.ts'
import { sideBySide } from './side-by-side.ts'
import type { Told } from './watched.ts'

/** Milliseconds after which counting a year has failed. */
const LONGEST = 3_600_000

/**
 * Writes every roll-up row anew from the filed bodies, and from the register the number of filers
 * and which region holds whom; answers how many roll-up rows there are. Years are counted on as many
 * threads as there are processors, and written in one transaction: only that is what the writes of
 * others wait for. Where they changed anything meanwhile it is counted again, and they wait.
 */
export async function rebuildRollUps(
  database: Database,
  register: Pick<RegisterStore, 'chainOf' | 'childrenOf'>,
  told: Told,
): Promise<number> {
  const newest = database.prepare<[], number | null>('select max(id) from event').pluck()
  const before = newest.get()
  const counted = await countAside(database, told)
  const write = database.transaction(() => {
    if (newest.get() !== before) {
      counted.empty()
      for (const year of yearsIn(database)) counted.add(recountYear(database, year))
    }
    const rows = counted.write()
    rebuildFilers(database, register)
    rebuildRegionAgencies(database)
    return rows
  })
  return write.immediate()
}

/** Counts the years side by side, into a table of this connection. */
async function countAside(database: Database, told: Told) {
  const counted = countedRows(database)
  const years = yearsIn(database)
  let done = 0
  await sideBySide(database, years, LONGEST, async (thread, year) => {
    counted.add(await thread.read('recountYear', year))
    told('years counted', ++done, years.length)
  })
  return counted
}

/** Rows to come, on disk beside the database, so that memory does not grow with them. */
function countedRows(database: Database) {
  database.exec(
    `drop table if exists temp.counted;
     create temp table counted (region, basis, kind, year, format, tally)`,
  )
  const insert = database.prepare('insert into temp.counted values (?, ?, ?, ?, ?, ?)')
  return {
    add: database.transaction((rows: readonly RollUpRow[]) => {
      for (const row of rows) insert.run(...row)
    }),
    empty: () => database.exec('delete from temp.counted'),
    /** Puts them in the place of all that were there; answers how many. */
    write(): number {
      database.exec('delete from roll_up')
      const { changes } = database
        .prepare(
          `insert into roll_up (region, basis, kind, year, format, tally)
           select * from temp.counted order by region, basis, kind, year, format`,
        )
        .run()
      database.exec('drop table temp.counted')
      return changes
    },
  }
}

function rebuildFilers(
  database: Database,
  register: Pick<RegisterStore, 'chainOf' | 'childrenOf'>,
): void {
  const add = database.prepare(
    'insert into filer_count (region, kind, year, change) values (?, ?, ?, ?)',
  )
  database.exec('delete from filer_count')
  for (const { region, kind, year, change } of recountFilers(database, register).values()) {
    add.run(region, kind, year, change)
  }
}
