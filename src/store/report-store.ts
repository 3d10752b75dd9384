import { beside } from './beside.ts'
import { countyReports } from './county-reports.ts'
import { documentStore, type Original, PIECE } from './document-store.ts'
import { type Filing, filing as keeper } from './filing.ts'
import { HEAD, type Head, type HeadRow, headFrom, type Summary } from './head.ts'
import type { Answer as KeptAnswer } from './kept-answers.ts'
import type { Ledger } from './ledger.ts'
import { type Move, moving } from './moving.ts'
import type { Database } from './open.ts'
import { type ReportFilter, reportList } from './report-list.ts'
import type { Revision } from './revision.ts'
import type { Basis } from './standing.ts'

/** What was said of a finding, by whom. */
export interface Answer {
  readonly fingerprint: string
  readonly kind: 'explanation' | 'waiver'
  readonly text: string
  readonly client: string
  readonly at: string
}

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

/** The document a revision was read from, without its bytes; all null where there is none. */
export interface FiledAs {
  readonly mediaType: string | null
  readonly documentDigest: Buffer | null
  readonly size: number | null
}

/** Reports, their revisions, what stands and what was found. Each write is one unit of work. */
export function reportStore(database: Database, ledger: Ledger) {
  const { write, clock, events } = ledger
  const head = database.prepare<[string, number], HeadRow>(
    `${HEAD} where report.agency = ? and report.year = ? and report.state <> 'discarded'`,
  )
  const revision = database.prepare<[number, number], Revision>(
    `select number, format, digest, cells, noticed, body, reason, client, at from revision
     where report = ? and number = ?`,
  )
  const revisions = database.prepare<
    [number, number, number],
    Omit<Revision, 'body' | 'cells' | 'noticed'> & FiledAs
  >(
    `select number, format, revision.digest, reason, client, at, media_type as mediaType,
       document.digest as documentDigest, size
     from revision left join document on document.report = revision.report and revision = number
     where revision.report = ? and number > ? order by number limit ?`,
  )
  const checked = database.prepare<[number, number], Summary & { ruleset: string; at: string }>(
    'select ruleset, at, errors, warnings, infos from finding where report = ? and revision = ?',
  )
  const answers = database.prepare<[number], Answer>(
    'select fingerprint, kind, text, client, at from answer where report = ?',
  )
  const putAnswer = database.prepare(
    `insert into answer (report, fingerprint, kind, text, client, at) values (?, ?, ?, ?, ?, ?)
     on conflict do update set text = excluded.text, client = excluded.client, at = excluded.at`,
  )
  const touch = database.prepare(
    'update report set version = version + 1, updated_at = ? where id = ?',
  )
  const stood = database.prepare<[string, number], { basis: Basis; since: string; late: number }>(
    `select standing.basis, standing.since, report.late from report
     join standing on standing.report = report.id and standing.basis in ('submitted', 'published')
     where report.agency = ? and report.year = ? order by standing.since`,
  )
  const list = reportList(database)
  const originals = documentStore(database)
  const file = keeper(database, ledger)
  const move = moving(database, ledger)

  function find(agency: string, year: number): Head | undefined {
    const row = head.get(agency, year)
    return row === undefined ? undefined : headFrom(row)
  }

  function mustFind(agency: string, year: number): Head {
    const found = find(agency, year)
    if (found === undefined) throw new Error(`The report of ${agency} for ${year} is gone`)
    return found
  }

  /** Within the caller's transaction. */
  function carryOut({ agency, year, filing, move: step }: Work): Filed {
    if (filing !== null) file(filing)
    if (step !== null) move(step(mustFind(agency, year)))
    const created = filing !== null && filing.basedOn === null
    const outcome = filing === null ? 'unchanged' : created ? 'created' : 'replaced'
    return { outcome, head: mustFind(agency, year) }
  }

  /** Writes a document before the revision that names it; its pieces are no change of their own. */
  async function stage(original: Original | undefined): Promise<void> {
    if (original === undefined) return
    const { digest, bytes } = original
    for (let number = 0; number * PIECE < bytes.length; number++) {
      const piece = () => write(() => originals.keepPiece(digest, number, bytes))
      await beside.run(undefined, piece)
    }
  }

  return {
    find: async (agency: string, year: number) => find(agency, year),

    /** A revision with its body. */
    revision: async (id: number, number: number) => revision.get(id, number),

    /** Revisions after a number, oldest first, without their bodies. */
    revisions: async (id: number, after: number, limit: number) => revisions.all(id, after, limit),

    /** What the rules said of a revision when it was last checked, under which ruleset and when. */
    async checked(id: number, number: number) {
      const row = checked.get(id, number)
      if (row === undefined) return undefined
      const { ruleset, at, ...summary } = row
      return { ruleset, at, summary }
    },

    /** The document a revision was read from. */
    original: async (id: number, number: number) => originals.find(id, number),

    /** When the report first stood, ever since the first time, as submitted; and as published. */
    stoodFrom: async (agency: string, year: number) => {
      const row = stood.all(agency, year)
      const since = (basis: Basis) =>
        row.filter((one) => one.basis === basis).map((one) => one.since)
      return {
        submitted: since('submitted'),
        published: since('published')[0] ?? null,
        late: row.some(({ late }) => late === 1),
      }
    },

    ...countyReports(database),

    answers: async (id: number) => answers.all(id),

    list: async (filter: ReportFilter, after: { year: number; agency: string }, limit: number) =>
      list(filter, after, limit),

    /** The bytes of an answer that was put off. */
    async bytesOf({ body, content }: KeptAnswer): Promise<Buffer> {
      if (content === null) return body
      const filed = revision.get(content.report, content.revision)
      if (filed === undefined) throw new Error(`Revision ${content.revision} is not there`)
      return Buffer.concat([body, filed.body, CLOSE])
    },

    /** Files a report. Throws Stale when it moved on meanwhile. */
    async file(work: Work): Promise<Filed> {
      await stage(work.filing?.original)
      return write(() => carryOut(work))
    },

    /** Files many reports, all or none. Throws Stale when one of them moved on meanwhile. */
    fileAll: (works: readonly Work[]): Promise<readonly Filed[]> =>
      write(() => works.map(carryOut)),

    /** Moves a report on; undefined when it was discarded. Throws Stale when it moved on meanwhile. */
    move: (step: Move): Promise<Head | undefined> =>
      write(() => {
        move(step)
        return find(step.head.agency, step.head.year)
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

const CLOSE = Buffer.from('}')

export type ReportStore = ReturnType<typeof reportStore>
