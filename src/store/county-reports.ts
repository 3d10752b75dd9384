import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'

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

/** Counties and years whose reports are known; the one asked for longest ago is forgotten. */
const MOST_KNOWN = 200

interface Known {
  readonly register: number
  readonly reports: readonly CountyReport[]
}

/** The reports of a region's other agencies, and its filers as members of a roll-up. */
export function countyReports(database: Database, register: Pick<RegisterStore, 'changes'>) {
  const reports = database.prepare<[Omit<Asked, 'not'>], CountyReport>(
    `${BELOW}
     select agency.id as agency, agency.name, report.id as report, revision.number as revision,
       revision.digest
     from agency
     join report on report.agency = agency.id and report.year = @year
     join revision on revision.report = report.id and revision.number = ${STANDS}
     where agency.region in (select code from below)
     order by agency.id limit @limit`,
  )
  const known = new Map<string, Known>()

  /** As in the database, without asking it again while nothing there has changed. */
  function standing({ region, year, limit }: Omit<Asked, 'not'>): readonly CountyReport[] {
    const key = `${region} ${year} ${limit}`
    const held = known.get(key)
    if (held?.register === register.changes()) return held.reports
    const found = { register: register.changes(), reports: reports.all({ region, year, limit }) }
    known.set(key, found)
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
    return found.reports
  }

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
    /** At most `limit` reports, of others than the agency asked for. */
    reports: ({ not, ...asked }: Asked): CountyReport[] =>
      standing({ ...asked, limit: asked.limit + 1 })
        .filter(({ agency }) => agency !== not)
        .slice(0, asked.limit),
    /** Another report stands in these regions: what was known of them is forgotten. */
    moved(regions: readonly string[], year: number): void {
      for (const key of known.keys()) {
        const [region, of] = key.split(' ')
        if (of === String(year) && region !== undefined && regions.includes(region))
          known.delete(key)
      }
    },
    members: (asked: Asked): CountyMember[] => members.all(asked),
  }
}
