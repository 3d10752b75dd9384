import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { RollUpStore } from './roll-up-store.ts'
import { bases } from './standing.ts'

/** A region of GB/T 2260 and the one above it. */
export interface Region {
  readonly code: string
  readonly name: string
  readonly parent: string | null
}

export const kinds = [
  'government',
  'department',
  'township',
  'subdistrict',
  'vertical',
  'institution',
] as const
export type Kind = (typeof kinds)[number]

/** A filer. Years are report years, both inclusive, null for open. */
export interface Agency {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly region: string
  readonly uscc: string | null
  readonly aliases: readonly string[]
  readonly ruleMaking: boolean
  readonly counts: boolean
  readonly validFrom: number | null
  readonly validTo: number | null
  readonly predecessors: readonly string[]
}

interface AgencyRow {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly region: string
  readonly uscc: string | null
  readonly aliases: string
  readonly rule_making: number
  readonly counts: number
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly predecessors: string
}

const FIRST_YEAR = 0

/** Regions and agencies. Whoever moves takes its reports along, in every sum above it. */
export function registerStore(database: Database, rollUps: RollUpStore) {
  const region = database.prepare<[string], Region>('select * from region where code = ?')
  const regions = database.prepare<[string, number], Region>(
    'select * from region where code > ? order by code limit ?',
  )
  const children = database.prepare<[string], Region>(
    'select * from region where parent = ? order by code',
  )
  const putRegion = database.prepare(
    `insert into region (code, name, parent) values (?, ?, ?)
     on conflict do update set name = excluded.name, parent = excluded.parent`,
  )
  const agency = database.prepare<[string], AgencyRow>('select * from agency where id = ?')
  const agenciesNamed = database.prepare<[string, string], { id: string }>(
    `select id from agency
     where name = ? or exists (select 1 from json_each(aliases) where value = ?) limit 1`,
  )
  const agencies = database.prepare<
    [string | null, string, string | null, string | null, number, string | null],
    AgencyRow
  >(
    `with recursive below (code) as (
       select ?1 union select region.code from region join below on region.parent = below.code),
     within (code) as (
       select ?6 union select region.code from region join within on region.parent = within.code)
     select * from agency
     where id > ?2 and (?1 is null or region in (select code from below))
       and (?6 is null or region in (select code from within))
       and (?3 is null or kind = ?3)
       and (?4 is null or id in (select value from json_each(?4)))
     order by id limit ?5`,
  )
  const putAgency = database.prepare(
    `insert into agency (id, name, kind, region, uscc, aliases, rule_making, counts, valid_from,
       valid_to, predecessors) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set name = excluded.name, kind = excluded.kind, region = excluded.region,
       uscc = excluded.uscc, aliases = excluded.aliases, rule_making = excluded.rule_making,
       counts = excluded.counts, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
       predecessors = excluded.predecessors`,
  )
  const addFilers = database.prepare(
    `insert into filer_count (region, kind, year, change) values (?, ?, ?, ?)
     on conflict do update set change = change + excluded.change`,
  )
  const filersIn = database.prepare<[string, string, number], { filers: number | null }>(
    'select sum(change) as filers from filer_count where region = ? and kind = ? and year <= ?',
  )
  const kindsIn = database.prepare<[string], { kind: string }>(
    "select distinct kind from filer_count where region = ? and kind <> '' order by kind",
  )
  const filerCounts = database.prepare<[string], { kind: string; year: number; change: number }>(
    'select kind, year, change from filer_count where region = ?',
  )
  const standings = database.prepare<
    [string, string],
    { year: number; number: number; format: string; digest: Buffer; cells: Buffer; late: number }
  >(
    `select report.year, revision.number, revision.format, revision.digest, revision.cells, report.late
     from standing
     join report on report.id = standing.report
     join revision on revision.report = standing.report and revision.number = standing.revision
     where report.agency = ? and standing.basis = ? and standing.until is null`,
  )
  const chains = new Map<string, readonly string[]>()

  /** The region and every region above it, lowest first. */
  function chainOf(code: string): readonly string[] {
    const known = chains.get(code)
    if (known !== undefined) return known
    const chain: string[] = []
    for (let at: string | null = code; at !== null && !chain.includes(at); ) {
      chain.push(at)
      at = region.get(at)?.parent ?? null
    }
    chains.set(code, chain)
    return chain
  }

  /** Puts an agency's years and reports into every count above it, or takes them out. */
  function count(of: Agency, times: 1 | -1): void {
    if (!of.counts) return
    const chain = chainOf(of.region)
    for (const code of chain) {
      for (const kind of ['', of.kind]) {
        addFilers.run(code, kind, of.validFrom ?? FIRST_YEAR, times)
        if (of.validTo !== null) addFilers.run(code, kind, of.validTo + 1, -times)
      }
    }
    for (const basis of bases) {
      for (const { year, number, format, digest, cells, late } of standings.all(of.id, basis)) {
        const at = { basis, kind: of.kind, year, format }
        const mark = markOf(of.id, year, number, digest)
        rollUps.change(chain, at, { vector: cells, late: late === 1, mark }, times)
      }
    }
  }

  /** Adds what a region holds to every region above it, or takes it out. */
  function countSubtree(code: string, times: 1 | -1): void {
    const above = chainOf(code).slice(1)
    rollUps.changeSubtree(code, above, times)
    for (const { kind, year, change } of filerCounts.all(code)) {
      for (const higher of above) addFilers.run(higher, kind, year, change * times)
    }
  }

  const findAgency = (id: string): Agency | undefined => {
    const row = agency.get(id)
    return row === undefined ? undefined : agencyFrom(row)
  }

  return {
    chainOf,
    findAgency,
    findRegion: (code: string): Region | undefined => region.get(code),
    listRegions: (after: string, limit: number): Region[] => regions.all(after, limit),
    childrenOf: (code: string): Region[] => children.all(code),

    /** Agencies after an id, in a region's subtree, of a kind, among some ids; null is no limit. */
    listAgencies(
      where: {
        region: string | null
        within: string | null
        kind: string | null
        among: readonly string[] | null
      },
      after: string,
      limit: number,
    ): Agency[] {
      const among = where.among === null ? null : JSON.stringify(where.among)
      return agencies
        .all(where.region, after, where.kind, among, limit, where.within)
        .map(agencyFrom)
    },

    /** The agency that bears exactly this name or alias. */
    agencyNamed: (name: string): string | undefined => agenciesNamed.get(name, name)?.id,

    /** Whether `code` is `top` or lies below it. */
    isWithin: (code: string, top: string): boolean => chainOf(code).includes(top),

    /** The kinds of agency that a region's subtree has ever had. */
    kindsIn: (code: string): string[] => kindsIn.all(code).map(({ kind }) => kind),

    /** How many filers a region's subtree has for a report year; kind `''` for all. */
    filers: (code: string, kind: string, year: number): number =>
      filersIn.get(code, kind, year)?.filers ?? 0,

    /** Within the caller's transaction. */
    putRegion(next: Region): void {
      const before = region.get(next.code)
      const moves = before !== undefined && before.parent !== next.parent
      if (moves) countSubtree(next.code, -1)
      putRegion.run(next.code, next.name, next.parent)
      chains.clear()
      if (moves) countSubtree(next.code, 1)
    },

    /** Within the caller's transaction. */
    putAgency(next: Agency): void {
      const before = findAgency(next.id)
      if (before !== undefined) count(before, -1)
      putAgency.run(
        next.id,
        next.name,
        next.kind,
        next.region,
        next.uscc,
        JSON.stringify(next.aliases),
        next.ruleMaking ? 1 : 0,
        next.counts ? 1 : 0,
        next.validFrom,
        next.validTo,
        JSON.stringify(next.predecessors),
      )
      count(next, 1)
    },

    /** Forgets what was cached, after a transaction that was rolled back. */
    forget: () => chains.clear(),
  }
}

export type RegisterStore = ReturnType<typeof registerStore>

const agencyFrom = (row: AgencyRow): Agency => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  region: row.region,
  uscc: row.uscc,
  aliases: JSON.parse(row.aliases) as string[],
  ruleMaking: row.rule_making === 1,
  counts: row.counts === 1,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  predecessors: JSON.parse(row.predecessors) as string[],
})
