import { randomBytes } from 'node:crypto'
import type { Agency } from './agency-store.ts'
import { agencySums } from './agency-sums.ts'
import { clientStore } from './client-store.ts'
import { clock as clockAfter } from './clock.ts'
import { eventStore, type NewEvent } from './event-store.ts'
import { jobStore } from './job-store.ts'
import { keptAnswers } from './kept-answers.ts'
import { openDatabase } from './open.ts'
import { rebuildRollUps } from './rebuild.ts'
import type { Region } from './region-store.ts'
import { registerStore } from './register-store.ts'
import { reportStore } from './report-store.ts'
import { rollUpStore } from './roll-up-store.ts'
import { verifyStore } from './verify.ts'
import { groupCommit } from './writer.ts'

/** Opens the store: the only thing that knows SQL. Every write resolves once it is on disk. */
export function openStore(path: string) {
  const database = openDatabase(path)
  const events = eventStore(database)
  const clock = clockAfter(events.lastAt())
  const rollUps = rollUpStore(database)
  const register = registerStore(database, rollUps)
  const write = groupCommit(database, {
    ...rollUps.gathered,
    undo(mark) {
      rollUps.gathered.undo(mark)
      register.forget()
    },
  })
  const log = (event: Omit<NewEvent, 'at'>) => events.append({ at: clock.tick(), ...event })

  return {
    reports: reportStore(database, { write, clock, rollUps, register, events }),
    jobs: jobStore(database, { write, clock, events }),
    answers: keptAnswers(database, { write, clock }),
    clients: clientStore(database, { write, clock, events }),
    register: {
      ...register,
      putRegion: (region: Region, client: string): Promise<void> =>
        write(() => {
          register.putRegion(region)
          log({ client, action: 'put-region', detail: { ...region } })
        }),
      putAgency: (agency: Agency, client: string): Promise<void> =>
        write(() => {
          register.putAgency(agency)
          log({ client, action: 'put-agency', agency: agency.id, detail: { ...agency } })
        }),
    },
    sums: { read: rollUps.read, filers: register.filers, ofAgencies: agencySums(database) },
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
      database.close()
    },
  }
}

export type Store = ReturnType<typeof openStore>
