import type { Clock } from './clock.ts'
import type { EventStore } from './event-store.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import { type Basis, bases } from './standing.ts'
import type { Write } from './writer.ts'

export const states = ['draft', 'submitted', 'returned', 'accepted', 'published'] as const
export type State = (typeof states)[number]

export interface Summary {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** A report without its content. `version` counts every change to it. */
export interface Head {
  readonly id: number
  readonly agency: string
  readonly year: number
  readonly state: State
  readonly revision: number
  readonly version: number
  readonly format: string
  readonly digest: string
  readonly late: boolean
  readonly submittedAt: string | null
  readonly updatedAt: string
  readonly basis: Readonly<Record<Basis, number | null>>
  readonly summary: Summary
}

/** One filed body. `body` is canonical JSON in UTF-8, `cells` the vector of its format. */
export interface Revision {
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
  readonly body: Buffer
  readonly reason: string | null
  readonly client: string
  readonly at: string
}

/** What the rules said, kept with the revision they looked at. */
export interface Checked {
  readonly ruleset: string
  readonly summary: Summary
  readonly findings: Buffer
}

/** The report changed since the caller looked at it. */
export class Stale extends Error {}

export interface Filing {
  readonly agency: string
  readonly year: number
  /** The version the caller saw; null when there was no report. */
  readonly basedOn: number | null
  readonly client: string
  readonly revision: Pick<Revision, 'format' | 'digest' | 'cells' | 'body' | 'reason'>
  readonly checked: Checked
}

export interface Move {
  readonly head: Head
  readonly action: string
  readonly client: string
  readonly state: State | 'discarded'
  /** The revision the report goes on with. */
  readonly revision: number
  /** What stands from now on; null ends a standing, a basis left out stays as it is. */
  readonly stands: Partial<Readonly<Record<Basis, number | null>>>
  readonly late: boolean
  readonly submittedAt: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly checked?: Checked
}

interface HeadRow {
  readonly id: number
  readonly agency: string
  readonly year: number
  readonly state: State
  readonly revision: number
  readonly version: number
  readonly late: number
  readonly submitted_at: string | null
  readonly updated_at: string
  readonly format: string
  readonly digest: Buffer
  readonly submitted: number | null
  readonly accepted: number | null
  readonly published: number | null
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

const standingNow = (basis: Basis) =>
  `(select revision from standing where report = report.id and basis = '${basis}' and until is null) as ${basis}`

const HEAD = `
  select report.id, report.agency, report.year, report.state, report.revision, report.version,
    report.late, report.submitted_at, report.updated_at, revision.format, revision.digest,
    ${bases.map(standingNow).join(', ')},
    finding.errors, finding.warnings, finding.infos
  from report
  join revision on revision.report = report.id and revision.number = report.revision
  join finding on finding.report = report.id and finding.revision = report.revision`

/** Which reports a list holds; null is no limit. */
export interface ReportFilter {
  readonly region: string | null
  readonly agency: string | null
  readonly kind: string | null
  readonly year: number | null
  readonly state: State | null
  readonly format: string | null
  /** The caller's own limits, applied in the query. */
  readonly among: readonly string[] | null
  readonly within: string | null
  readonly publishedOnly: boolean
}

/** Reports, their revisions, what stands and what was found. Each write is one unit of work. */
export function reportStore(
  database: Database,
  parts: {
    write: Write
    clock: Clock
    rollUps: RollUpStore
    register: RegisterStore
    events: EventStore
  },
) {
  const { write, clock, rollUps, register, events } = parts
  const head = database.prepare<[string, number], HeadRow>(
    `${HEAD} where report.agency = ? and report.year = ? and report.state <> 'discarded'`,
  )
  const version = database.prepare<
    [string, number],
    { id: number; version: number; state: string; late: number; submitted_at: string | null }
  >('select id, version, state, late, submitted_at from report where agency = ? and year = ?')
  const insertReport = database.prepare(
    `insert into report (agency, year, state, revision, version, late, submitted_at, updated_at)
     values (?, ?, 'draft', 1, 1, 0, null, ?)`,
  )
  const updateReport = database.prepare(
    `update report set state = ?, revision = ?, version = version + 1, late = ?, submitted_at = ?,
       updated_at = ? where id = ?`,
  )
  const insertRevision = database.prepare(
    `insert into revision (report, number, format, digest, cells, reason, client, at, body)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const lastNumber = database.prepare<[number], { number: number }>(
    'select max(number) as number from revision where report = ?',
  )
  const putFinding = database.prepare(
    `insert into finding (report, revision, ruleset, at, errors, warnings, infos, findings)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set ruleset = excluded.ruleset, at = excluded.at,
       errors = excluded.errors, warnings = excluded.warnings, infos = excluded.infos,
       findings = excluded.findings`,
  )
  const finding = database.prepare<
    [number, number],
    { findings: Buffer; ruleset: string; at: string }
  >('select findings, ruleset, at from finding where report = ? and revision = ?')
  const revision = database.prepare<[number, number], Revision>(
    `select number, format, digest, cells, body, reason, client, at from revision
     where report = ? and number = ?`,
  )
  const revisions = database.prepare<[number, number, number], Omit<Revision, 'body' | 'cells'>>(
    `select number, format, digest, reason, client, at from revision
     where report = ? and number > ? order by number limit ?`,
  )
  const standing = database.prepare<
    [number, Basis],
    { revision: number; format: string; cells: Buffer }
  >(
    `select standing.revision, revision.format, revision.cells from standing
     join revision on revision.report = standing.report and revision.number = standing.revision
     where standing.report = ? and basis = ? and until is null`,
  )
  const endStanding = database.prepare(
    'update standing set until = ? where report = ? and basis = ? and until is null',
  )
  const beginStanding = database.prepare(
    'insert into standing (report, basis, revision, since) values (?, ?, ?, ?)',
  )
  const standingCells = database.prepare<[number, number], { format: string; cells: Buffer }>(
    'select format, cells from revision where report = ? and number = ?',
  )
  const list = database.prepare<unknown[], HeadRow>(
    `with recursive
       below (code) as (
         select @region union select region.code from region join below on region.parent = below.code),
       within (code) as (
         select @within union select region.code from region join within on region.parent = within.code)
     ${HEAD}
     join agency on agency.id = report.agency
     where report.state <> 'discarded'
       and (report.year < @beforeYear or (report.year = @beforeYear and report.agency > @afterAgency))
       and (@agency is null or report.agency = @agency)
       and (@year is null or report.year = @year)
       and (@state is null or report.state = @state)
       and (@format is null or revision.format = @format)
       and (@kind is null or agency.kind = @kind)
       and (@region is null or agency.region in (select code from below))
       and (@within is null or agency.region in (select code from within))
       and (@among is null or report.agency in (select value from json_each(@among)))
       and (@publishedOnly = 0 or exists (
         select 1 from standing where report = report.id and basis = 'published' and until is null))
     order by report.year desc, report.agency limit @limit`,
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

  function keepFindings(
    id: number,
    number: number,
    { ruleset, summary, findings }: Checked,
    at: string,
  ) {
    putFinding.run(
      id,
      number,
      ruleset,
      at,
      summary.errors,
      summary.warnings,
      summary.infos,
      findings,
    )
  }

  /** Ends what stood and begins what stands, and carries the difference into the roll-ups. */
  function stand(move: Move, basis: Basis, next: number | null, at: string): void {
    const { id, agency, year, late: wasLate } = move.head
    const before = standing.get(id, basis)
    const filer = register.findAgency(agency)
    if (filer === undefined) throw new Error(`Report ${id} has no agency`)
    const chain = filer.counts ? register.chainOf(filer.region) : []
    const place = { basis, kind: filer.kind, year }
    if (before !== undefined) {
      endStanding.run(at, id, basis)
      rollUps.change(
        chain,
        { ...place, format: before.format },
        { vector: before.cells, late: wasLate },
        -1,
      )
    }
    if (next === null) return
    const after = standingCells.get(id, next)
    if (after === undefined) throw new Error(`Report ${id} has no revision ${next}`)
    beginStanding.run(id, basis, next, at)
    rollUps.change(
      chain,
      { ...place, format: after.format },
      { vector: after.cells, late: move.late },
      1,
    )
  }

  const find = (agency: string, year: number): Head | undefined => {
    const row = head.get(agency, year)
    return row === undefined ? undefined : headFrom(row)
  }

  const mustFind = (agency: string, year: number): Head => {
    const found = find(agency, year)
    if (found === undefined) throw new Error(`The report of ${agency} for ${year} is gone`)
    return found
  }

  return {
    find: async (agency: string, year: number) => find(agency, year),

    /** A revision with its body. */
    revision: async (id: number, number: number) => revision.get(id, number),

    /** Revisions after a number, oldest first, without their bodies. */
    revisions: async (id: number, after: number, limit: number) => revisions.all(id, after, limit),

    /** What was found in a revision, as stored JSON. */
    findings: async (id: number, number: number) => finding.get(id, number),

    answers: async (id: number) => answers.all(id),

    /** Newest year first, then by agency, after a place in that order. */
    async list(filter: ReportFilter, after: { year: number; agency: string }, limit: number) {
      const rows = list.all({
        ...filter,
        among: filter.among === null ? null : JSON.stringify(filter.among),
        publishedOnly: filter.publishedOnly ? 1 : 0,
        beforeYear: after.year,
        afterAgency: after.agency,
        limit,
      })
      return rows.map(headFrom)
    },

    /** Keeps a new revision as the draft. Throws Stale when the report moved on meanwhile. */
    file: (filing: Filing): Promise<Head> =>
      write(() => {
        const { agency, year, client } = filing
        const at = clock.tick()
        const was = version.get(agency, year)
        const seen = was === undefined || was.state === 'discarded' ? null : was.version
        if (seen !== filing.basedOn) throw new Stale()
        const id = was?.id ?? Number(insertReport.run(agency, year, at).lastInsertRowid)
        const number = (lastNumber.get(id)?.number ?? 0) + 1
        const { format, digest, cells, body, reason } = filing.revision
        insertRevision.run(id, number, format, digest, cells, reason, client, at, body)
        if (was !== undefined) {
          updateReport.run('draft', number, was.late, was.submitted_at, at, id)
        }
        keepFindings(id, number, filing.checked, at)
        const detail = {
          revision: number,
          after: digest.toString('hex'),
          ...(reason === null ? {} : { reason }),
        }
        events.append({ at, client, action: 'file', agency, year, detail })
        return mustFind(agency, year)
      }),

    /** Moves a report on in its life. Throws Stale when it moved on meanwhile. */
    move: (move: Move): Promise<Head | undefined> =>
      write(() => {
        const { agency, year, id } = move.head
        const at = clock.tick()
        if (version.get(agency, year)?.version !== move.head.version) throw new Stale()
        const late = move.late ? 1 : 0
        for (const basis of bases) {
          const next = move.stands[basis]
          if (next !== undefined) stand(move, basis, next, at)
        }
        updateReport.run(move.state, move.revision, late, move.submittedAt, at, id)
        if (move.checked !== undefined) keepFindings(id, move.revision, move.checked, at)
        events.append({
          at,
          client: move.client,
          action: move.action,
          agency,
          year,
          detail: move.detail,
        })
        return find(agency, year)
      }),

    /** Keeps an explanation or a waiver. */
    answer: (
      of: Head,
      answer: Omit<Answer, 'at'>,
      detail: Readonly<Record<string, unknown>>,
    ): Promise<void> =>
      write(() => {
        const at = clock.tick()
        putAnswer.run(of.id, answer.fingerprint, answer.kind, answer.text, answer.client, at)
        touch.run(at, of.id)
        events.append({
          at,
          client: answer.client,
          action: answer.kind === 'waiver' ? 'waive' : 'explain',
          agency: of.agency,
          year: of.year,
          detail,
        })
      }),
  }
}

/** What was said of a finding, by whom. */
export interface Answer {
  readonly fingerprint: string
  readonly kind: 'explanation' | 'waiver'
  readonly text: string
  readonly client: string
  readonly at: string
}

export type ReportStore = ReturnType<typeof reportStore>

const headFrom = (row: HeadRow): Head => ({
  id: row.id,
  agency: row.agency,
  year: row.year,
  state: row.state,
  revision: row.revision,
  version: row.version,
  format: row.format,
  digest: row.digest.toString('hex'),
  late: row.late === 1,
  submittedAt: row.submitted_at,
  updatedAt: row.updated_at,
  basis: { submitted: row.submitted, accepted: row.accepted, published: row.published },
  summary: { errors: row.errors, warnings: row.warnings, infos: row.infos },
})
