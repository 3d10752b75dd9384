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

/** The figures of an agency of the same kind, as vectors. */
export interface PeerFigures {
  readonly format: string
  readonly cells: Buffer
}

/** Who counts as a peer: of one kind, so many regions below the one asked for. */
export interface AskedPeers extends Asked {
  readonly kind: string
  readonly depth: number
}

export interface Asked {
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
  const peers = database.prepare<[AskedPeers], PeerFigures>(
    `with recursive below (code, depth) as (select @region, 0 union
       select region.code, depth + 1 from region join below on region.parent = below.code)
     select revision.format, revision.cells
     from agency
     join report on report.agency = agency.id and report.year = @year
     join revision on revision.report = report.id and revision.number = ${STANDS}
     where agency.region in (select code from below where depth = @depth)
       and agency.kind = @kind and agency.id <> @not
     order by agency.id limit @limit`,
  )
  return {
    ofCounty: (asked: Asked): CountyReport[] => reports.all(asked),
    membersOf: (asked: Asked): CountyMember[] => members.all(asked),
    peersOf: (asked: AskedPeers): PeerFigures[] => peers.all(asked),
  }
}
