import type { Database } from './open.ts'

/** A report that stands in a region, as accepted, else as submitted. */
export interface CountyReport {
  readonly agency: string
  readonly name: string
  readonly report: number
  readonly revision: number
  readonly digest: Buffer
}

/** A filer that counts in a region; without cells while it has no report that stands. */
export interface CountyMember {
  readonly agency: string
  readonly name: string
  readonly format: string | null
  readonly cells: Buffer | null
}

interface Asked {
  readonly region: string
  readonly year: number
  /** The agency that is not wanted: the one the question is about. */
  readonly not: string
  readonly limit: number
}

const BELOW = `with recursive below (code) as (
  select @region union select region.code from region join below on region.parent = below.code)`

const STANDS = `(select revision from standing
  where standing.report = report.id and basis in ('accepted', 'submitted') and until is null
  order by basis limit 1)`

/** The reports of a region's other agencies, and its filers as members of a roll-up. */
export function countyReports(database: Database) {
  const reports = database.prepare<[Asked], CountyReport>(
    `${BELOW}
     select agency.id as agency, agency.name, report.id as report, revision.number as revision,
       revision.digest
     from agency
     join report on report.agency = agency.id and report.year = @year
     join revision on revision.report = report.id and revision.number = ${STANDS}
     where agency.region in (select code from below) and agency.id <> @not
     order by agency.id limit @limit`,
  )
  const members = database.prepare<[Asked], CountyMember>(
    `${BELOW}
     select agency.id as agency, agency.name, revision.format, revision.cells
     from agency
     left join (report join revision
       on revision.report = report.id and revision.number = ${STANDS})
       on report.agency = agency.id and report.year = @year
     where agency.region in (select code from below) and agency.id <> @not and counts = 1
       and coalesce(valid_from, 0) <= @year and coalesce(valid_to, 9999) >= @year
       and (revision.number is not null or not exists (select 1 from exemption
         where exemption.agency = agency.id and exemption.year = @year and until is null))
     order by agency.id limit @limit`,
  )
  return {
    reports: (asked: Asked): CountyReport[] => reports.all(asked),
    members: (asked: Asked): CountyMember[] => members.all(asked),
  }
}
