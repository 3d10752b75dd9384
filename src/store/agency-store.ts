import type { Database } from './open.ts'
import { subtree } from './subtree.ts'

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

/** Which agencies a list holds; null is no limit. `within` and `among` are the caller's own. */
export interface AgencyFilter {
  readonly region: string | null
  readonly within: string | null
  readonly kind: string | null
  readonly among: readonly string[] | null
  /** Only these, however they were found. */
  readonly only: readonly string[] | null
}

interface Row
  extends Omit<
    Agency,
    'aliases' | 'predecessors' | 'ruleMaking' | 'counts' | 'validFrom' | 'validTo'
  > {
  readonly aliases: string
  readonly rule_making: number
  readonly counts: number
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly predecessors: string
}

const MOST_CACHED = 20_000

/** The agencies, those asked for lately in memory as well. */
export function agencyStore(database: Database) {
  const find = database.prepare<[string], Row>('select * from agency where id = ?')
  const named = database.prepare<[string], { agency: string }>(
    'select agency from agency_name where name = ? order by agency',
  )
  const ofUscc = database.prepare<[string], { id: string }>(
    'select id from agency where uscc = ? order by id',
  )
  const forgetNames = database.prepare('delete from agency_name where name = ? and agency = ?')
  const nameIt = database.prepare(
    'insert into agency_name (name, agency) values (?, ?) on conflict do nothing',
  )
  const forgetPredecessor = database.prepare(
    'delete from succession where predecessor = ? and successor = ?',
  )
  const succeed = database.prepare(
    'insert into succession (predecessor, successor) values (?, ?) on conflict do nothing',
  )
  const successors = database.prepare<[string], { successor: string }>(
    'select successor from succession where predecessor = ? order by successor',
  )
  const list = database.prepare<unknown[], Row>(
    `with recursive ${subtree('below', '@region')}, ${subtree('inside', '@within')}
     select * from agency
     where id > @after
       and (@region is null or region in (select code from below))
       and (@within is null or region in (select code from inside))
       and (@kind is null or kind = @kind)
       and (@among is null or id in (select value from json_each(@among)))
       and (@only is null or id in (select value from json_each(@only)))
     order by id limit @limit`,
  )
  const put = database.prepare(
    `insert into agency (id, name, kind, region, uscc, aliases, rule_making, counts, valid_from,
       valid_to, predecessors) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set name = excluded.name, kind = excluded.kind, region = excluded.region,
       uscc = excluded.uscc, aliases = excluded.aliases, rule_making = excluded.rule_making,
       counts = excluded.counts, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
       predecessors = excluded.predecessors`,
  )
  const end = database.prepare('update agency_history set until = ? where id = ? and until is null')
  const begin = database.prepare(
    `insert into agency_history (id, since, name, kind, region, counts, valid_from, valid_to)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const known = new Map<string, Agency>()

  function findOne(id: string): Agency | undefined {
    const cached = known.get(id)
    if (cached !== undefined) return cached
    const row = find.get(id)
    if (row === undefined) return undefined
    if (known.size >= MOST_CACHED) known.clear()
    const agency = agencyFrom(row)
    known.set(id, agency)
    return agency
  }

  return {
    find: findOne,

    /** The agency that bears exactly this name or alias. */
    named: (name: string): string | undefined => named.get(name)?.agency,

    /** The ids of those that bear exactly this name or alias, or this 统一社会信用代码. */
    knownAs: ({
      name,
      uscc,
    }: {
      name?: string | undefined
      uscc?: string | undefined
    }): string[] => {
      const byName = name === undefined ? undefined : named.all(name).map(({ agency }) => agency)
      const byUscc = uscc === undefined ? undefined : ofUscc.all(uscc).map(({ id }) => id)
      return (byName ?? byUscc ?? []).filter((id) => byUscc?.includes(id) ?? true)
    },

    /** Who came of an agency by merger, split or renaming. */
    heirsOf: (id: string): string[] => successors.all(id).map(({ successor }) => successor),

    /** Agencies after an id. */
    list({ among, only, ...filter }: AgencyFilter, after: string, limit: number): Agency[] {
      const json = (ids: readonly string[] | null) => (ids === null ? null : JSON.stringify(ids))
      const given = { ...filter, among: json(among), only: json(only), after, limit }
      return list.all(given).map(agencyFrom)
    },

    put(agency: Agency, at: string): void {
      const { id, name, kind, region, uscc, ruleMaking, counts, validFrom, validTo } = agency
      const aliases = JSON.stringify(agency.aliases)
      const predecessors = JSON.stringify(agency.predecessors)
      const before = findOne(id)
      for (const known of namesOf(before)) forgetNames.run(known, id)
      for (const known of namesOf(agency)) nameIt.run(known, id)
      for (const one of before?.predecessors ?? []) forgetPredecessor.run(one, id)
      for (const one of agency.predecessors) succeed.run(one, id)
      const flags = [ruleMaking ? 1 : 0, counts ? 1 : 0]
      put.run(id, name, kind, region, uscc, aliases, ...flags, validFrom, validTo, predecessors)
      end.run(at, id)
      begin.run(id, at, name, kind, region, counts ? 1 : 0, validFrom, validTo)
      known.delete(id)
    },

    /** Forgets what was cached, after a transaction that was rolled back. */
    forget: () => known.clear(),
  }
}

const namesOf = (agency: Agency | undefined): readonly string[] =>
  agency === undefined ? [] : [agency.name, ...agency.aliases]

const agencyFrom = ({ rule_making, valid_from, valid_to, ...row }: Row): Agency => ({
  ...row,
  aliases: JSON.parse(row.aliases) as string[],
  ruleMaking: rule_making === 1,
  counts: row.counts === 1,
  validFrom: valid_from,
  validTo: valid_to,
  predecessors: JSON.parse(row.predecessors) as string[],
})
