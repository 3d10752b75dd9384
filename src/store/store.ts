import { randomBytes } from 'node:crypto'
import { agencySums } from './agency-sums.ts'
import { clientStore } from './client-store.ts'
import { clock as clockAfter } from './clock.ts'
import { eventFeed } from './event-feed.ts'
import { eventStore, type NewEvent } from './event-store.ts'
import { openDatabase } from './open.ts'
import { rebuildRollUps } from './rebuild.ts'
import { receiptStore } from './receipt-store.ts'
import { type Agency, type Region, registerStore } from './register-store.ts'
import { reportStore } from './report-store.ts'
import { rollUpStore } from './roll-up-store.ts'
import { verifyStore } from './verify.ts'
import { groupCommit } from './writer.ts'

/** Opens the store: the only thing that knows SQL. Every write resolves once it is on disk. */
export function openStore(path: string, database = openDatabase(path)) {
  const events = eventStore(database)
  const clock = clockAfter(events.head()?.at)
  const rollUps = rollUpStore(database)
  const register = registerStore(database, rollUps)
  const write = groupCommit(database, {
    ...rollUps.gathered,
    undo(mark) {
      rollUps.gathered.undo(mark)
      register.forget()
    },
  })
  const receipts = receiptStore(database, { write, clock, events })
  const log = (event: Omit<NewEvent, 'at'>) => events.append({ at: clock.tick(), ...event })

  return {
    reports: reportStore(database, { write, clock, rollUps, register, events, receipts }),
    clients: clientStore(database, { write, clock, events }),
    register: {
      ...register,
      putRegion: (region: Region, client: string): Promise<void> =>
        write(() => {
          register.putRegion(region)
          log({
            client,
            action: 'put-region',
            subject: `region:${region.code}`,
            detail: { ...region },
          })
        }),
      putAgency: (agency: Agency, client: string): Promise<void> =>
        write(() => {
          register.putAgency(agency)
          log({ client, action: 'put-agency', agency: agency.id, detail: { ...agency } })
        }),
    },
    sums: { read: rollUps.read, filers: register.filers, ofAgencies: agencySums(database) },
    receipts,
    events: {
      find: events.find,
      feed: eventFeed(database),
      /** Notes something that changed nothing kept, such as a refused key. */
      note: (event: Omit<NewEvent, 'at'>): Promise<void> =>
        write(() => {
          log(event)
        }),
    },

    /** The newest moment anything changed: what an answer is as of. */
    asOf: (): string => events.head()?.at ?? clock.tick(),

    /** A secret of that name, made on first use. */
    secret(name: string): Buffer {
      const kept = database
        .prepare<[string], { value: Buffer }>('select value from secret where name = ?')
        .get(name)
      if (kept !== undefined) return kept.value
      const value = randomBytes(32)
      database.prepare('insert into secret (name, value) values (?, ?)').run(name, value)
      return value
    },

    /** Whether a statement can be run; throws what the database says when not. */
    ping: (): void => {
      database.prepare('select 1').get()
    },

    rebuild: () => rebuildRollUps(database, rollUps, register),
    verify: () => verifyStore(database, rollUps, register),

    /** Copies the whole database into a new file, in use as it is. */
    copyTo: (path: string): void => {
      database.prepare('vacuum into ?').run(path)
    },

    close(): void {
      database.close()
    },
  }
}

export type Store = ReturnType<typeof openStore>
