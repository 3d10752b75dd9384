import { randomBytes } from 'node:crypto'
import type { Agency } from './agency-store.ts'
import { calendarStore } from './calendar-store.ts'
import { calendarWrites } from './calendar-writes.ts'
import { clientStore } from './client-store.ts'
import { clock as clockAfter } from './clock.ts'
import { eventStore } from './event-store.ts'
import { longReader } from './long-reader.ts'
import { openDatabase } from './open.ts'
import { rebuildRollUps } from './rebuild.ts'
import type { Region } from './region-store.ts'
import { registerStore } from './register-store.ts'
import { remarkStore } from './remark-store.ts'
import { reportStore } from './report-store.ts'
import { rollUpStore } from './roll-up-store.ts'
import type { Sums } from './sums.ts'
import { type AsOf, sumsFrom } from './sums-as-of.ts'
import { sumsNow } from './sums-now.ts'
import { verifyStore } from './verify.ts'
import { groupCommit } from './writer.ts'

/** Opens the store: the only thing that knows SQL. Every write resolves once it is on disk. */
export function openStore(path: string) {
  const database = openDatabase(path)
  const events = eventStore(database)
  const clock = clockAfter(events.lastAt())
  const rollUps = rollUpStore(database)
  const long = longReader(database)
  const register = registerStore(database, rollUps)
  const calendar = calendarStore(database)
  const write = groupCommit(database, {
    ...rollUps.gathered,
    undo(mark) {
      rollUps.gathered.undo(mark)
      register.forget()
      calendar.forget()
    },
  })

  return {
    reports: reportStore(database, { write, clock, rollUps, register, events }),
    clients: clientStore(database, { write, clock, events }),
    register: {
      ...register,
      putRegion: (region: Region, client: string): Promise<void> =>
        write(() => {
          const at = clock.tick()
          register.putRegion(region, at)
          events.append({ at, client, action: 'put-region', detail: { ...region } })
        }),
      putAgency: (agency: Agency, client: string): Promise<void> =>
        write(() => {
          const at = clock.tick()
          register.putAgency(agency, at)
          const detail = { ...agency }
          events.append({ at, client, action: 'put-agency', agency: agency.id, detail })
        }),
    },
    remarks: remarkStore(database),
    calendar: {
      window: calendar.window,
      extension: calendar.extension,
      ...calendarWrites(calendar, { write, clock, events }),
    },
    sums: {
      /** A region's sums as they stand. */
      now: sumsNow(database, rollUps, register),
      /** A region's sums as they stood, counted anew on a thread of its own. */
      asOf: async (query: AsOf): Promise<Sums> => sumsFrom(await long.read('countAsOf', query)),
    },
    events: { list: async (after: number, limit: number) => events.list(after, limit) },

    /** The newest moment anything changed: what an answer is as of. */
    asOf: (): string => events.lastAt() ?? clock.tick(),

    /** A secret of that name, made on first use. */
    secret(name: string): Buffer {
      database
        .prepare('insert into secret (name, value) values (?, ?) on conflict do nothing')
        .run(name, randomBytes(32))
      const row = database
        .prepare<[string], { value: Buffer }>('select value from secret where name = ?')
        .get(name)
      if (row === undefined) throw new Error(`Secret ${name} cannot be kept`)
      return row.value
    },

    /** Whether a statement can be run; throws what the database says when not. */
    ping: (): void => {
      database.prepare('select 1').get()
    },

    rebuild: () => rebuildRollUps(database, rollUps, register),
    verify: () => verifyStore(database, rollUps, register, events),

    /** Copies the whole database into a new file, in use as it is. */
    copyTo: (path: string): void => {
      database.prepare('vacuum into ?').run(path)
    },

    close(): void {
      long.close()
      database.close()
    },
  }
}

export type Store = ReturnType<typeof openStore>
