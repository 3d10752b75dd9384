import type { Agency } from './agency-store.ts'
import { type AskedRows, countyRows } from './county-rows.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import { COUNTS } from './standing.ts'
import { subtree } from './subtree.ts'

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

interface Asked extends AskedRows {
  /** The agency that is not wanted: the one the question is about. */
  readonly not: string
}

type RowsOfPeers = Omit<AskedPeers, 'not'>

interface OfAgency {
  readonly agency: string
  readonly year: number
}

const BELOW = `with recursive ${subtree('below', '@region')}`

const TEXT = `agency.id as agency, agency.name, report.id as report, revision.number as revision,
  revision.digest`
const FIGURES = 'agency.id as agency, revision.format, revision.cells'

/** One by one in this order (`cross join`): left to itself SQLite goes through all reports of the year. */
const OF_AGENCY = `from agency
  cross join report on report.agency = agency.id and report.year = @year
  cross join revision on revision.report = report.id
    and revision.number = ${COUNTS}`

/** The reports of a region's other agencies, and its filers as members of a roll-up. */
export function countyReports(database: Database, register: Pick<RegisterStore, 'changes'>) {
  const reports = database.prepare<[AskedRows], CountyReport>(
    `${BELOW} select ${TEXT} ${OF_AGENCY}
     where agency.region in (select code from below) order by agency.id limit @limit`,
  )
  const report = database.prepare<[OfAgency], CountyReport>(
    `select ${TEXT} ${OF_AGENCY} where agency.id = @agency`,
  )
  const peers = database.prepare<[RowsOfPeers], PeerFigures>(
    `with recursive below (code, depth) as (select @region, 0 union
       select region.code, depth + 1 from region join below on region.parent = below.code)
     select ${FIGURES} ${OF_AGENCY}
     where agency.region in (select code from below where depth = @depth) and agency.kind = @kind
     order by agency.id limit @limit`,
  )
  const peer = database.prepare<[OfAgency], PeerFigures>(
    `select ${FIGURES} ${OF_AGENCY} where agency.id = @agency`,
  )
  const members = database.prepare<[Asked], CountyMember>(
    `${BELOW}
     select agency.id as agency, agency.name, revision.format, revision.cells
     from agency
     left join report on report.agency = agency.id and report.year = @year
     left join revision on revision.report = report.id
       and revision.number = ${COUNTS}
     where agency.region in (select code from below) and agency.id <> @not and counts = 1
       and coalesce(valid_from, 0) <= @year and coalesce(valid_to, 9999) >= @year
       and (revision.number is not null or not exists (select 1 from exemption
         where exemption.agency = agency.id and exemption.year = @year and until is null))
     order by agency.id limit @limit`,
  )
  const texts = countyRows(register, {
    all: (asked: AskedRows) => reports.all(asked),
    one: (agency, year) => report.get({ agency, year }),
  })
  const figures = countyRows(register, {
    all: (asked: RowsOfPeers) => peers.all(asked),
    one: (agency, year) => peer.get({ agency, year }),
  })

  return {
    /** At most `limit` reports, of others than the agency asked for. */
    ofCounty: ({ not, limit, ...asked }: Asked): CountyReport[] =>
      others(texts.rows({ limit: limit + 1, ...asked }), not, limit),

    /** The figures of others of the agency's kind. */
    peersOf: ({ not, limit, ...asked }: AskedPeers): PeerFigures[] =>
      others(figures.rows({ limit: limit + 1, ...asked }), not, limit),

    /** What stands for an agency's year may be another report; its regions, the lowest first. */
    moved({ id, kind }: Pick<Agency, 'id' | 'kind'>, chain: readonly string[], year: number): void {
      const isThere = (asked: AskedRows) => asked.year === year && chain.includes(asked.region)
      texts.moved(id, isThere)
      figures.moved(
        id,
        (asked) => isThere(asked) && asked.kind === kind && chain[asked.depth] === asked.region,
      )
    },
    membersOf: (asked: Asked): CountyMember[] => members.all(asked),
  }
}

/** One more is read than asked for: whom the question is about may be among them. */
const others = <Row extends { readonly agency: string }>(
  rows: readonly Row[],
  not: string,
  limit: number,
): Row[] => rows.filter(({ agency }) => agency !== not).slice(0, limit)
