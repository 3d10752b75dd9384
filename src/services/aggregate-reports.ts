import { createHash } from 'node:crypto'
import { Problem } from '../errors.ts'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatDueFor, formatOf, formats } from '../formats/index.ts'
import { type Aggregate, aggregate, type BreakAt, breaksAcross } from '../reports/aggregate.ts'
import { emptyTally, type Tally, tallyTally } from '../reports/tally.ts'
import type { Caller } from '../store/client-store.ts'
import type { Basis } from '../store/standing.ts'
import type { Service } from './service.ts'

export interface AggregateQuery {
  readonly region: string
  readonly from: number
  readonly to: number
  readonly basis?: Basis | undefined
  readonly groupBy?: 'region' | 'kind' | 'agency' | 'year' | undefined
  readonly kind?: string | undefined
}

export interface Coverage {
  readonly expected: number
  readonly counted: number
  readonly missing: number
  readonly late: number
}

export interface AggregateAnswer {
  readonly query: Readonly<Record<string, string | number>>
  readonly asOf: string
  readonly digest: string
  readonly groups: readonly (Aggregate & { readonly key: Key; readonly coverage: Coverage })[]
  readonly breaks: readonly BreakAt[]
}

type Key = Readonly<Record<string, string | number>>

/** One group to be answered: where it stands, and which roll-up rows hold it. */
interface Group {
  readonly key: Key
  readonly rows: readonly Row[]
  readonly expected: number
}
interface Row {
  readonly format: string
  readonly tally: Tally
}

/** Adds up the reports of a region's whole subtree. One roll-up row answers for each group. */
export async function aggregateReports(
  { store }: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<AggregateAnswer> {
  const { region, from, to, groupBy, kind = '' } = query
  if (store.register.findRegion(region) === undefined)
    throw new Problem('region-not-found', { region })
  const basis = basisFor(caller, query.basis, store.register.isWithin, region)

  const { read, filers, ofAgencies } = store.sums
  const over = (key: Key, code: string, ofKind: string, first: number, last: number): Group => ({
    key,
    rows: read(code, basis, ofKind, first, last),
    expected: years(first, last).reduce((sum, year) => sum + filers(code, ofKind, year), 0),
  })
  const groups = [...groupsIn()]

  function* groupsIn(): Generator<Group> {
    switch (groupBy) {
      case undefined:
        return yield over({ region }, region, kind, from, to)
      case 'year':
        for (const year of years(from, to)) yield over({ region, year }, region, kind, year, year)
        return
      case 'region':
        for (const { code, name } of store.register.childrenOf(region)) {
          yield over({ region: code, name }, code, kind, from, to)
        }
        return
      case 'kind':
        for (const one of store.register.kindsIn(region)) {
          if (kind === '' || kind === one) yield over({ region, kind: one }, region, one, from, to)
        }
        return
      case 'agency':
        for (const agency of ofAgencies(region, basis, kind, from, to, MOST_GROUPS + 1)) {
          yield {
            key: { agencyId: agency.id, name: agency.name },
            rows: agency.rows,
            expected: agency.expected,
          }
        }
    }
  }
  if (groups.length > MOST_GROUPS) throw new Problem('too-many-groups', { most: MOST_GROUPS })

  const known = formats.filter((format) =>
    groups.some(({ rows }) => rows.some((row) => row.format === format.version)),
  )
  return {
    query: {
      region,
      from,
      to,
      basis,
      ...(groupBy === undefined ? {} : { groupBy }),
      ...(kind === '' ? {} : { kind }),
    },
    asOf: store.asOf(),
    digest: digestOf(groups),
    groups: groups.map((group) => answer(group, formatDueFor(to))),
    breaks: breaksAcross(known, from, to),
  }
}

const MOST_GROUPS = 1000

const years = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** `due` says which cells there are where nobody filed yet. */
function answer({ key, rows, expected }: Group, due: Format | undefined) {
  const parts = new Map<string, { format: Format; tally: Tally }>()
  if (rows.length === 0 && due !== undefined) {
    parts.set(due.version, { format: due, tally: emptyTally(cellsOf(due).length) })
  }
  for (const { format: version, tally } of rows) {
    const format = formatOf(version)
    if (format === undefined) throw new Error(`The store holds format ${version}, which is unknown`)
    const part = parts.get(version)
    if (part === undefined) parts.set(version, { format, tally })
    else tallyTally(part.tally, tally, 1)
  }
  const inOrder = formats.flatMap(({ version }) => parts.get(version) ?? [])
  const counted = inOrder.reduce((sum, { tally }) => sum + tally.reports, 0)
  const late = inOrder.reduce((sum, { tally }) => sum + tally.late, 0)
  const coverage = { expected, counted, missing: Math.max(0, expected - counted), late }
  return { key, coverage, ...aggregate(inOrder) }
}

/** SHA-256 over the digests of the revisions counted, group by group. */
function digestOf(groups: readonly Group[]): string {
  const hash = createHash('sha256')
  for (const { key, rows } of groups) {
    hash.update(JSON.stringify(key))
    for (const { tally } of rows) hash.update(tally.digest)
  }
  return hash.digest('hex')
}

/** Which basis a caller may add up: a reviewer its subtree on any, everybody else what is published. */
function basisFor(
  caller: Caller,
  asked: Basis | undefined,
  isWithin: (code: string, top: string) => boolean,
  region: string,
): Basis {
  const supervises =
    caller.role === 'admin' ||
    (caller.role === 'reviewer' && caller.region !== null && isWithin(region, caller.region))
  if (supervises) return asked ?? 'accepted'
  if (asked === undefined || asked === 'published') return 'published'
  throw new Problem('forbidden', {
    reason: {
      zh: `只有 ${region} 的主管部门可按“${asked}”口径汇总；其他人可查已公布的数据。`,
      en: `Only the office over ${region} adds up what is ${asked}; everybody else what is published.`,
    },
  })
}
