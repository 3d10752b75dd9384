import { randomBytes } from 'node:crypto'
import type { AcceptedQuery, acceptedPage } from './accepted-page.ts'
import { activationStore } from './activation-store.ts'
import type { AgencySumsQuery } from './agency-sums.ts'
import { calendarStore } from './calendar-store.ts'
import { calendarWrites } from './calendar-writes.ts'
import { clientStore } from './client-store.ts'
import { clock as clockAfter } from './clock.ts'
import type { ContributionQuery } from './contributions.ts'
import type { CoverageQuery, FilerList } from './coverage-reads.ts'
import { eventFeed, everyone } from './event-feed.ts'
import { eventStore, type NewEvent } from './event-store.ts'
import type { ExportQuery } from './export-page.ts'
import { jobStore } from './job-store.ts'
import { keptAnswers } from './kept-answers.ts'
import { longReader } from './long-reader.ts'
import { openDatabase } from './open.ts'
import type { ProvenanceQuery } from './provenance.ts'
import { readiness } from './readiness.ts'
import { rebuildRollUps } from './rebuild.ts'
import { receiptStore } from './receipt-store.ts'
import { recheckStore } from './recheck-store.ts'
import type { ReconcileQuery } from './reconcile.ts'
import { refreshAll } from './refreshing.ts'
import { registerStore } from './register-store.ts'
import { registerWrites } from './register-writes.ts'
import { remarkStore } from './remark-store.ts'
import { reportStore } from './report-store.ts'
import { rollUpStore } from './roll-up-store.ts'
import { searchIndex } from './search-index.ts'
import type { Sums } from './sums.ts'
import { type AsOf, sumsFrom } from './sums-as-of.ts'
import { sumsNow } from './sums-now.ts'
import { verifyStore } from './verify.ts'
import { type Verified, verifyAside } from './verify-aside.ts'
import { vitalsOf } from './vitals.ts'
import { untold } from './watched.ts'
import { groupCommit } from './writer.ts'

/** Opens the store: the only thing that knows SQL. Every write resolves once it is on disk. */
export function openStore(path: string, database = openDatabase(path), now?: () => number) {
  const events = eventStore(database)
  const clock = clockAfter(events.head()?.at, now)
  const rollUps = rollUpStore(database)
  const long = longReader(database)
  const searcher = longReader(database, 5000)
  const register = registerStore(database, rollUps)
  const calendar = calendarStore(database)
  const writer = groupCommit(database, {
    ...rollUps.gathered,
    undo(mark) {
      rollUps.gathered.undo(mark)
      register.forget()
      calendar.forget()
    },
  })
  const { write } = writer
  const feed = eventFeed(database)
  const foreign = database.prepare<[], number>('pragma data_version').pluck()
  const receipts = receiptStore(database, { write, clock, events })
  const rechecks = recheckStore(database, { write, clock, events })
  const changes = { write, clock, events, rechecks }
  const sums = sumsNow(database, register)

  return {
    reports: reportStore(database, { ...changes, rollUps, register, receipts, searcher }),
    rechecks,
    rulesets: activationStore(database, changes),
    jobs: jobStore(database, { write, clock, events }),
    answers: keptAnswers(database, { write, clock }),
    clients: clientStore(database, { write, clock, events }),
    register: {
      ...register,
      ...registerWrites(register, { write, clock, events }),
    },
    receipts,
    search: searchIndex(database, { write, register }),
    remarks: remarkStore(database),
    calendar: {
      window: calendar.window,
      extension: calendar.extension,
      ...calendarWrites(calendar, { write, clock, events }),
    },
    accepted: {
      count: (query: AcceptedQuery) => long.read('countAccepted', query),
      page: (query: Parameters<typeof acceptedPage>[1]) => long.read('acceptedPage', query),
    },
    coverage: {
      count: (query: CoverageQuery) => long.read('countFilers', query),
      list: (query: FilerList) => long.read('listFilers', query),
    },
    sums: {
      /** A region's sums as they stand. */
      now: sums,
      /** The same, agency by agency. */
      byAgency: async (query: AgencySumsQuery): Promise<Sums> =>
        sums(query.region, query.basis, await searcher.read('agencySums', query)),
      /** A region's sums as they stood, counted anew on a thread of its own. */
      asOf: async (query: AsOf): Promise<Sums> => sumsFrom(await long.read('countAsOf', query)),
      /** The reports behind one cell as they stood. */
      contributions: (query: ContributionQuery) => long.read('contributionsAt', query),
      /** What a government's report is drafted from, and who is behind each cell. */
      draft: (query: ProvenanceQuery) => long.read('draftAt', query),
      /** Holds a government's report against those below it. */
      reconcile: (query: ReconcileQuery) => long.read('reconcileAt', query),
      /** A page of all the reports counted, as they stood. */
      exportPage: (query: ExportQuery) => long.read('exportPage', query),
    },
    events: {
      find: events.find,
      /** Where the log ends; undefined while it is empty. */
      last: () => {
        const head = events.head()
        return head && { id: head.id, hash: head.hash.toString('hex') }
      },
      feed,
      /** Events after an id, whosever. */
      list: async (after: number, limit: number) => (await feed(everyone, after, limit)).events,
      /** Notes something that changed nothing kept, such as a refused key. */
      note: (event: Omit<NewEvent, 'at'>): Promise<void> =>
        write(() => {
          events.append({ at: clock.tick(), ...event })
        }),
    },

    /** Names what is kept: another after every change, of whichever process. */
    state: (): string => `${events.head()?.id ?? 0} ${foreign.get()}`,

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

    /** Resolves when what is sent can be kept, rejects with what is in the way. */
    ready: readiness(database, writer),
    vitals: vitalsOf(database, { writer, long }),
    onCommit: writer.onCommit,

    async rebuild(told = untold): Promise<number> {
      const rows = await rebuildRollUps(database, register, told)
      register.forget()
      return rows
    },
    refreshHeads: () => refreshAll(database),
    verify: () => verifyStore(database),
    /** The same on threads of their own. */
    verifyAside: (verified: Verified, told = untold) => verifyAside(database, verified, told),

    /** Copies the whole database into a new file, in use as it is. */
    copyTo: (path: string): void => {
      database.prepare('vacuum into ?').run(path)
    },

    close(): void {
      long.close()
      searcher.close()
      database.close()
    },
  }
}

export type Store = ReturnType<typeof openStore>
