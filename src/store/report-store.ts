import { beside } from './beside.ts'
import { countyReports } from './county-reports.ts'
import { documentStore, type Original, PIECE } from './document-store.ts'
import { type Filing, filing as keeper } from './filing.ts'
import type { Head } from './head.ts'
import type { Ledger } from './ledger.ts'
import { type Move, moving } from './moving.ts'
import type { Database } from './open.ts'
import { reportPages } from './report-pages.ts'
import { type Answer, reportReads } from './report-reads.ts'
import type { Revision } from './revision.ts'

/** A new revision, a step in its report's life, or the one and then the other. */
export interface Work {
  readonly agency: string
  readonly year: number
  readonly filing: Filing | null
  readonly move: ((head: Head) => Move) | null
}

/** What has become of a report. */
export interface Filed {
  readonly outcome: 'created' | 'replaced' | 'unchanged'
  readonly head: Head
}

/** What has become of a report, and the revision that was kept of it. */
interface Done extends Filed {
  readonly kept: Revision | undefined
}

/** Reports, their revisions, what stands and what was found. Each write is one unit of work. */
export function reportStore(database: Database, ledger: Ledger) {
  const { write, clock, events, register } = ledger
  const putAnswer = database.prepare(
    `insert into answer (report, fingerprint, kind, text, client, at) values (?, ?, ?, ?, ?, ?)
     on conflict do update set text = excluded.text, client = excluded.client, at = excluded.at`,
  )
  const touch = database.prepare(
    'update report set version = version + 1, updated_at = ? where id = ?',
  )
  const county = countyReports(database, register)
  const { findNow, mustFind, remember, ...reads } = reportReads(database, events)
  const pages = reportPages(database, ledger)
  const originals = documentStore(database)
  const file = keeper(database, ledger)
  const carry = moving(database, ledger)

  /** Within the caller's transaction. Throws Stale when the report moved on meanwhile. */
  function move(step: Move): void {
    carry(step)
    const filer = register.findAgency(step.head.agency)
    if (filer !== undefined) county.moved(filer, register.chainOf(filer.region), step.head.year)
  }

  /** Within the caller's transaction. */
  function carryOut({ agency, year, filing, move: step }: Work): Done {
    const kept = filing === null ? undefined : file(filing)
    if (step !== null) move(step(mustFind(agency, year)))
    const created = filing !== null && filing.basedOn === null
    const outcome = filing === null ? 'unchanged' : created ? 'created' : 'replaced'
    return { outcome, head: mustFind(agency, year), kept }
  }

  /** Writes a document before the revision that names it; its pieces are no change of their own. */
  async function stage(original: Original | undefined): Promise<void> {
    if (original === undefined) return
    const { digest, bytes } = original
    for (let number = 0; number * PIECE < bytes.length; number++) {
      const piece = () => write(() => originals.keepPiece(digest, number, bytes))
      await beside.apart(piece)
    }
  }

  return {
    ...reads,

    /** The document a revision was read from. */
    original: async (id: number, number: number) => originals.find(id, number),

    ofCounty: county.ofCounty,
    membersOf: county.membersOf,
    peersOf: county.peersOf,

    ...pages,

    /** Files a report. Throws Stale when it moved on meanwhile. */
    async file(work: Work): Promise<Filed> {
      await stage(work.filing?.original)
      const { kept, ...filed } = await write(() => carryOut(work))
      if (kept !== undefined) remember(filed.head.id, kept)
      return filed
    },

    /** Files many reports, all or none. Throws Stale when one of them moved on meanwhile. */
    fileAll: (works: readonly Work[]): Promise<readonly Filed[]> =>
      write(() => works.map(carryOut)),

    /** Moves a report on; undefined when it was discarded. Throws Stale when it moved on meanwhile. */
    move: (step: Move): Promise<Head | undefined> =>
      write(() => {
        move(step)
        return findNow(step.head.agency, step.head.year)
      }),

    /** Keeps an explanation or a waiver. */
    answer: (
      { id, agency, year }: Head,
      { fingerprint, kind, text, client }: Omit<Answer, 'at'>,
    ): Promise<Head> =>
      write(() => {
        const at = clock.tick()
        putAnswer.run(id, fingerprint, kind, text, client, at)
        touch.run(at, id)
        const action = kind === 'waiver' ? 'waive' : 'explain'
        events.append({ at, client, action, agency, year, detail: { fingerprint, text } })
        return mustFind(agency, year)
      }),
  }
}
