import { enclosed } from '../reports/enclosed.ts'
import type { EventStore } from './event-store.ts'
import { HEAD, type Head, type HeadRow, headFrom, type Summary } from './head.ts'
import type { Answer as KeptAnswer } from './kept-answers.ts'
import type { Database } from './open.ts'
import { recent } from './recent.ts'
import type { Revision } from './revision.ts'
import { type Basis, COUNTS } from './standing.ts'

/** What was said of a finding, by whom. */
export interface Answer {
  readonly fingerprint: string
  readonly kind: 'explanation' | 'waiver'
  readonly text: string
  readonly client: string
  readonly at: string
}

/** The document a revision was read from, without its bytes; all null where there is none. */
export interface FiledAs {
  readonly mediaType: string | null
  readonly documentDigest: Buffer | null
  readonly size: number | null
}

/** What is read of one report. Heads and revisions that were read lately are not read again. */
export function reportReads(database: Database, events: Pick<EventStore, 'onChange'>) {
  const head = database
    .prepare<[string, number], HeadRow>(
      `select ${HEAD} from report where agency = ? and year = ? and state <> 'discarded'`,
    )
    .raw()
  const revision = database.prepare<[number, number], Revision>(
    `select number, format, digest, cells, noticed, body, reason, client, at from revision
     where report = ? and number = ?`,
  )
  const bodiesOf = database
    .prepare<[string], [report: number, body: Buffer]>(
      `select report, body from json_each(?)
       cross join revision on report = value ->> 0 and number = value ->> 1`,
    )
    .raw()
  const stamp = database.prepare<[number, number], Pick<Revision, 'format' | 'digest' | 'at'>>(
    'select format, digest, at from revision where report = ? and number = ?',
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
  const found = database.prepare<[number, number], { ruleset: string; findings: Buffer }>(
    'select ruleset, findings from finding where report = ? and revision = ?',
  )
  const answers = database.prepare<[number], Answer>(
    'select fingerprint, kind, text, client, at from answer where report = ?',
  )
  const answeredSince = database.prepare<[number, string], object>(
    `select 1 from answer where report = ? and at >
       (select at from event where subject = ? and action in ('return', 'reopen')
        order by id desc limit 1) limit 1`,
  )
  const stands = database.prepare<[string, number], { id: number; revision: number }>(
    `select id, ${COUNTS} as revision from report
     where agency = ? and year = ? and ${COUNTS} is not null`,
  )
  const stood = database.prepare<[string, number], { basis: Basis; since: string; late: number }>(
    `select standing.basis, standing.since, report.late from report
     join standing on standing.report = report.id and standing.basis in ('submitted', 'published')
     where report.agency = ? and report.year = ? order by standing.since`,
  )
  const stoodAt = database
    .prepare<[number, Basis, string, string], number>(
      `select revision from standing
       where report = ? and basis = ? and since <= ? and (until is null or until > ?)`,
    )
    .pluck()
  const filedBy = database
    .prepare<[number, string], number>(
      'select number from revision where report = ? and at <= ? order by number desc limit 1',
    )
    .pluck()
  const heads = recent<Head>(MOST_HEADS)
  const bodies = recent<Revision>(MOST_REVISIONS, ({ body }) => body.length <= LARGEST)
  events.onChange((agency, year) => heads.forget(`${agency} ${year}`))

  function find(agency: string, year: number): Head | undefined {
    const row = head.get(agency, year)
    return row === undefined ? undefined : headFrom(row)
  }

  /** A revision never changes. */
  const filed = (id: number, number: number): Revision | undefined =>
    bodies.get(`${id} ${number}`, () => revision.get(id, number))

  function mustFind(agency: string, year: number): Head {
    const found = find(agency, year)
    if (found === undefined) throw new Error(`The report of ${agency} for ${year} is gone`)
    return found
  }

  return {
    /** As it is within a transaction. Throws where there is none. */
    mustFind,
    /** Without keeping it in mind. */
    findNow: find,

    /** Keeps in mind a revision that was just committed: it is what is answered next. */
    remember: (id: number, revision: Revision) => bodies.put(`${id} ${revision.number}`, revision),

    find: async (agency: string, year: number) =>
      heads.get(`${agency} ${year}`, () => find(agency, year)),

    /** Which revision of a report counts: as accepted, else as submitted. */
    standing: async (agency: string, year: number) => stands.get(agency, year),

    /** A revision with its body. */
    revision: async (id: number, number: number) => filed(id, number),

    /**
     * The bodies that heads speak of, by the ids of their reports; not kept in mind, for a search
     * would fill the memory with what nobody asks for again.
     */
    bodies: async (of: readonly Pick<Head, 'id' | 'revision'>[]) =>
      new Map(bodiesOf.all(JSON.stringify(of.map(({ id, revision }) => [id, revision])))),

    /** What there is to say of a revision without its body. */
    stamp: async (id: number, number: number) => stamp.get(id, number),

    /** Revisions after a number, oldest first, without their bodies. */
    revisions: async (id: number, after: number, limit: number) => revisions.all(id, after, limit),

    /** What the rules said of a revision when it was last checked, under which ruleset and when. */
    async checked(id: number, number: number) {
      const row = checked.get(id, number)
      if (row === undefined) return undefined
      const { ruleset, at, ...summary } = row
      return { ruleset, at, summary }
    },

    /** Which revision stood on a basis at a moment; null where none did. */
    stoodAt: async (id: number, basis: Basis, at: string) => stoodAt.get(id, basis, at, at) ?? null,

    /** The newest revision that was filed by a moment; null where none was. */
    filedBy: async (id: number, at: string) => filedBy.get(id, at) ?? null,

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

    /** What was found in a revision when it was last checked, as JSON. Throws where it never was. */
    async found(id: number, number: number) {
      const row = found.get(id, number)
      if (row === undefined) throw new Error(`Revision ${number} was not checked`)
      return row
    },

    answers: async (id: number) => answers.all(id),

    /** Whether anything was said of a finding since the report was sent back last. */
    answeredSinceReturn: async ({ id, agency, year }: Pick<Head, 'id' | 'agency' | 'year'>) =>
      answeredSince.get(id, `report:${agency}:${year}`) !== undefined,

    /** The bytes of an answer that was put off. */
    async bytesOf({ body, content }: KeptAnswer): Promise<Buffer> {
      if (content === null) return body
      const kept = filed(content.report, content.revision)
      if (kept === undefined) throw new Error(`Revision ${content.revision} is not there`)
      return enclosed(body, kept.body)
    },
  }
}

/**
 * A head has some 500 bytes, a revision with its body some ten thousand, and as many again once it
 * was answered (services/representation.ts); long ones are read anew.
 */
const MOST_HEADS = 10_000
const MOST_REVISIONS = 500
const LARGEST = 65_536
