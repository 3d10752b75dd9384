import type { Database } from './open.ts'
import type { Basis } from './standing.ts'

/** Which filers need not file for which years, and why; what was said before is kept. */
export function exemptionStore(database: Database) {
  const find = database.prepare<[string, number], { reason: string }>(
    'select reason from exemption where agency = ? and year = ? and until is null',
  )
  const years = database.prepare<[string], { year: number }>(
    'select year from exemption where agency = ? and until is null order by year',
  )
  const begin = database.prepare(
    'insert into exemption (agency, year, since, reason, client) values (?, ?, ?, ?, ?)',
  )
  const end = database.prepare(
    'update exemption set until = ? where agency = ? and year = ? and until is null',
  )
  return {
    /** Why a filer need not file for a year; undefined when it has to. */
    reason: (agency: string, year: number): string | undefined => find.get(agency, year)?.reason,

    /** The years a filer need not file for. */
    years: (agency: string): number[] => years.all(agency).map(({ year }) => year),

    /** Within the caller's transaction. */
    begin(agency: string, year: number, said: { reason: string; client: string; at: string }) {
      end.run(said.at, agency, year)
      begin.run(agency, year, said.at, said.reason, said.client)
    },

    /** Within the caller's transaction; false when there is none. */
    end: (agency: string, year: number, at: string): boolean =>
      end.run(at, agency, year).changes > 0,
  }
}

/** Filers of a region's subtree that need not file for a year and count in it all the same. */
export function countedThough(database: Database) {
  const filers = database.prepare<[number, number, string, Basis], Unasked>(
    `select agency.kind, agency.region, exemption.year from exemption
     cross join region_agency
       on region_agency.agency = exemption.agency and exemption.year between ? and ? and exemption.until is null
     cross join agency on agency.id = exemption.agency and agency.counts = 1
     cross join report on report.agency = exemption.agency and report.year = exemption.year
     where region_agency.region = ? and coalesce(valid_from, 0) <= exemption.year
       and coalesce(valid_to, 9999) >= exemption.year
       and exists (select 1 from standing
         where standing.report = report.id and basis = ? and until is null)`,
  )
  return (from: number, to: number, region: string, basis: Basis): Unasked[] =>
    filers.all(from, to, region, basis)
}

interface Unasked {
  readonly kind: string
  readonly region: string
  readonly year: number
}

/** The exempt years of `filer` at this moment, as a JSON list, in a query. */
export const EXEMPT_NOW = `(select json_group_array(year) from exemption
  where agency = filer.id and until is null)`

/** The same as it was at `@at`. */
export const EXEMPT_THEN = `(select json_group_array(year) from exemption
  where agency = filer.id and since <= @at and (until is null or until > @at))`
