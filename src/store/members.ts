import { FILERS_AT } from './counted-at.ts'
import { type Due, isDue } from './due.ts'
import { EXEMPT_THEN } from './exemption-store.ts'
import type { Database } from './open.ts'
import type { ProvenanceQuery } from './provenance.ts'

export interface MembersQuery extends ProvenanceQuery {
  /** Who is not its own member. */
  readonly without: string
}

/** A revision's figures. */
export interface Figures {
  readonly revision: number
  readonly format: string
  readonly cells: Uint8Array
}

/** An agency below, with the figures it stands with, stood with and was working on. */
export interface Member {
  readonly agency: string
  readonly name: string
  readonly expected: boolean
  readonly state: string | null
  readonly late: boolean
  /** What counts, and since when. */
  readonly stands: (Figures & { readonly since: string }) | null
  /** What counted before, newest first. */
  readonly stood: readonly Figures[]
  /** The newest revision, where it is another. */
  readonly newest: Figures | null
}

interface Row extends Due {
  readonly agency: string
  readonly name: string
  readonly report: number | null
  readonly state: string | null
  readonly revision: number
  readonly late: number
}

interface Stood extends Figures {
  readonly since: string
  readonly until: string | null
}

/** How many earlier revisions are looked at. */
const EARLIER = 4

/** The agencies below a government with what they filed for a year. */
export function membersAt(database: Database, query: MembersQuery): Member[] {
  const { year, basis } = query
  const rows = database
    .prepare<[object], Row>(
      `with recursive ${FILERS_AT}
       select filer.id as agency, filer.name, filer.valid_from, filer.valid_to, ${EXEMPT_THEN} as exempt,
         report.id as report, report.state, report.revision, report.late
       from filer left join report on report.agency = filer.id and report.year = @year
         and report.state <> 'discarded'
       where filer.id <> @without order by filer.id`,
    )
    .all(query)
  const stood = database.prepare<[number, string, number], Stood>(
    `select standing.revision, standing.since, standing.until, format, cells
     from standing join revision on revision.report = standing.report
       and revision.number = standing.revision
     where standing.report = ? and basis = ? order by since desc limit ?`,
  )
  const filed = database.prepare<[number, number], Figures>(
    'select number as revision, format, cells from revision where report = ? and number = ?',
  )
  return rows.map(({ agency, name, report, state, revision, late, ...due }) => {
    const history = report === null ? [] : stood.all(report, basis, EARLIER)
    const stands = history.find(({ until }) => until === null) ?? null
    const newest = report === null ? null : (filed.get(report, revision) ?? null)
    return {
      agency,
      name,
      expected: isDue(due, year),
      state,
      late: late === 1,
      stands,
      stood: history.filter((one) => one.until !== null && one.revision !== stands?.revision),
      newest: newest?.revision === stands?.revision ? null : newest,
    }
  })
}
