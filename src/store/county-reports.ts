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

/** The figures of an agency of a kind, as a vector. */
export interface PeerFigures {
  readonly agency: string
  readonly format: string
  readonly cells: Buffer
}

/** Who counts as a peer: of one kind, so many regions below the one asked for. */
interface AskedPeers extends Asked {
  readonly kind: string
  readonly depth: number
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

const STANDS = 'coalesce(report.accepted, report.submitted)'

/** Counties and years whose reports are known; the one asked for longest ago is forgotten. */
const MOST_KNOWN = 200

interface Known<Row> {
  readonly register: number
  readonly rows: readonly Row[]
}

/** As in the database, without asking it again while nothing there has changed. */
function kept<Row>({ changes }: Pick<RegisterStore, 'changes'>) {
  const known = new Map<string, Known<Row>>()
  return {
    /** `key` begins with the region and the year. */
    rows(key: string, read: () => readonly Row[]): readonly Row[] {
      const held = known.get(key)
      if (held?.register === changes()) return held.rows
      const found = { register: changes(), rows: read() }
      known.set(key, found)
      const [oldest] = known.keys()
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
      return found.rows
    },
    forget(regions: readonly string[], year: number): void {
      for (const key of known.keys()) {
        const [region, of] = key.split(' ')
        if (of === String(year) && region !== undefined && regions.includes(region))
          known.delete(key)
      }
    },
  }
}

/**
 * The reports of a region's other agencies, and its filers as members of a roll-up. Agencies come
 * first (`cross join`): left to itself SQLite goes through all reports of the year.
 */
export function countyReports(database: Database, register: Pick<RegisterStore, 'changes'>) {
  const reports = database.prepare<[Omit<Asked, 'not'>], CountyReport>(
    `${BELOW}
     select agency.id as agency, agency.name, report.id as report, revision.number as revision,
       revision.digest
     from agency
     cross join report on report.agency = agency.id and report.year = @year
     cross join revision on revision.report = report.id and revision.number = ${STANDS}
     where agency.region in (select code from below)
     order by agency.id limit @limit`,
  )
  const members = database.prepare<[Asked], CountyMember>(
    `${BELOW}
     select agency.id as agency, agency.name, revision.format, revision.cells
     from agency
     left join report on report.agency = agency.id and report.year = @year
     left join revision on revision.report = report.id and revision.number = ${STANDS}
     where agency.region in (select code from below) and agency.id <> @not and counts = 1
       and coalesce(valid_from, 0) <= @year and coalesce(valid_to, 9999) >= @year
       and (revision.number is not null or not exists (select 1 from exemption
         where exemption.agency = agency.id and exemption.year = @year and until is null))
     order by agency.id limit @limit`,
  )
  const peers = database.prepare<[Omit<AskedPeers, 'not'>], PeerFigures>(
    `with recursive below (code, depth) as (select @region, 0 union
       select region.code, depth + 1 from region join below on region.parent = below.code)
     select agency.id as agency, revision.format, revision.cells
     from agency
     cross join report on report.agency = agency.id and report.year = @year
     cross join revision on revision.report = report.id and revision.number = ${STANDS}
     where agency.region in (select code from below where depth = @depth) and agency.kind = @kind
     order by agency.id limit @limit`,
  )
  const texts = kept<CountyReport>(register)
  const figures = kept<PeerFigures>(register)
  /** One more is read than asked for: whom the question is about may be among them. */
  const others = <Row extends { readonly agency: string }>(
    rows: readonly Row[],
    { not, limit }: Asked,
  ): Row[] => rows.filter(({ agency }) => agency !== not).slice(0, limit)

  return {
    /** At most `limit` reports, of others than the agency asked for. */
    ofCounty(asked: Asked): CountyReport[] {
      const { not: _, ...all } = { ...asked, limit: asked.limit + 1 }
      const key = `${all.region} ${all.year} ${all.limit}`
      return others(
        texts.rows(key, () => reports.all(all)),
        asked,
      )
    },
    /** The figures of others of the agency's kind. */
    peersOf(asked: AskedPeers): PeerFigures[] {
      const { not: _, ...all } = { ...asked, limit: asked.limit + 1 }
      const key = `${all.region} ${all.year} ${all.kind} ${all.depth}`
      return others(
        figures.rows(key, () => peers.all(all)),
        asked,
      )
    },
    /** Another report stands in these regions: what was known of them is forgotten. */
    moved(regions: readonly string[], year: number): void {
      texts.forget(regions, year)
      figures.forget(regions, year)
    },
    membersOf: (asked: Asked): CountyMember[] => members.all(asked),
  }
}
