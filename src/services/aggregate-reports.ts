import { createHash } from 'node:crypto'
import { Problem } from '../errors.ts'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatDueFor, formatOf, formats } from '../formats/index.ts'
import {
  type Aggregate,
  aggregateOf,
  type BreakAt,
  breaksAcross,
  type Part,
  type SumsByAddress,
  shown,
  sumsIn,
} from '../reports/aggregate.ts'
import { type Change, changesBetween } from '../reports/change.ts'
import { type Rank, ranksOf } from '../reports/rank.ts'
import { emptyTally, tallyTally } from '../reports/tally.ts'
import type { Caller } from '../store/client-store.ts'
import { momentOf } from '../store/clock.ts'
import type { Basis } from '../store/standing.ts'
import type { SumRow } from '../store/sums.ts'
import { type Group, groupsIn, type Key } from './aggregate-groups.ts'
import {
  type AggregateQuery,
  dimensionsOf,
  mustRank,
  wantedOf,
  yearsOf,
} from './aggregate-query.ts'
import type { Service } from './service.ts'

export interface Coverage {
  readonly expected: number
  readonly counted: number
  readonly missing: number
  readonly late: number
}

export interface AggregateGroup extends Aggregate {
  readonly key: Key
  readonly coverage: Coverage
  /** Against as many years before, where asked for. */
  readonly changes?: Readonly<Record<string, Change>>
  readonly rank?: Rank | null
}

export interface AggregateAnswer {
  readonly query: Readonly<Record<string, unknown>>
  readonly asOf: string
  readonly digest: string
  readonly groups: readonly AggregateGroup[]
  readonly breaks: readonly BreakAt[]
}

const MOST_GROUPS = 1000

/** Adds up the reports of a region's whole subtree; one roll-up row answers for each group. */
export async function aggregateReports(
  { store, now }: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<AggregateAnswer> {
  const { region, kind = '', compare, rankBy } = query
  if (store.register.findRegion(region) === undefined) {
    throw new Problem('region-not-found', { region })
  }
  const { from, to } = yearsOf(query)
  const by = dimensionsOf(query.groupBy)
  const wanted = wantedOf(query.cells)
  mustRank(rankBy)
  const basis = basisFor(caller, query.basis, store.register.isWithin, region)
  const asOf = query.asOf === undefined ? store.asOf() : pastMoment(query.asOf, now())

  const first = compare === undefined ? from : 2 * from - to - 1
  const sums =
    query.asOf === undefined
      ? store.sums.now(region, basis)
      : await store.sums.asOf({ region, basis, from: first, to, at: asOf })
  const groups = [...groupsIn(sums, { region, kind, from, to, by }, MOST_GROUPS + 1)]
  if (groups.length > MOST_GROUPS) throw new Problem('too-many-groups', { most: MOST_GROUPS })

  const known = formats.filter(({ version }) =>
    groups.some(({ rows }) => rows.some((row) => row.format === version)),
  )
  const answered = groups.map((group) => answer(group, wanted, compare !== undefined))
  return {
    query: { ...query, basis, from, to, year: undefined },
    asOf,
    digest: digestOf(groups),
    groups: rankBy === undefined ? answered.map(({ group }) => group) : ranked(answered, rankBy),
    breaks: breaksAcross(known, first, to),
  }
}

interface Answered {
  readonly group: AggregateGroup
  readonly sums: SumsByAddress
}

function answer(group: Group, wanted: (address: string) => boolean, compared: boolean): Answered {
  const parts = partsOf(group.rows)
  const format = parts.at(-1)?.format ?? formatDueFor(group.to) ?? (formats.at(-1) as Format)
  const sums = sumsIn(
    format,
    parts.length > 0 ? parts : [{ format, tally: emptyTally(cellsOf(format).length) }],
  )
  const counted = parts.reduce((sum, { tally }) => sum + tally.reports, 0)
  const late = parts.reduce((sum, { tally }) => sum + tally.late, 0)
  const { key, expected } = group
  const before = compared ? sumsIn(format, partsOf(group.before())) : undefined
  return {
    sums,
    group: {
      key,
      coverage: { expected, counted, missing: Math.max(0, expected - counted), late },
      ...aggregateOf(format, sums, wanted),
      ...(before === undefined ? {} : { changes: changesBetween(before, sums, wanted) }),
    },
  }
}

/** Rows of several years added up, one part for each format, oldest format first. */
function partsOf(rows: readonly SumRow[]): Part[] {
  const parts = new Map<string, Part>()
  for (const { format: version, tally } of rows) {
    const format = formatOf(version)
    if (format === undefined) throw new Error(`The store holds format ${version}, which is unknown`)
    const part = parts.get(version) ?? { format, tally: emptyTally(cellsOf(format).length) }
    parts.set(version, part)
    tallyTally(part.tally, tally, 1)
  }
  return formats.flatMap(({ version }) => parts.get(version) ?? [])
}

/** The groups from the largest figure down, those without one last. */
function ranked(answered: readonly Answered[], by: string): AggregateGroup[] {
  const figures = answered.map(({ group, sums }) => {
    const sum = sums.get(by)
    return sum === undefined ? (group.indicators[by]?.value ?? null) : shown(sum)
  })
  const ranks = ranksOf(figures)
  return answered
    .map(({ group }, i) => ({ ...group, rank: ranks[i] ?? null }))
    .sort((a, b) => (a.rank?.position ?? Infinity) - (b.rank?.position ?? Infinity) || 0)
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

/** A moment that has passed, so that what it was like can never change. */
export function pastMoment(text: string, now: Date): string {
  const moment = momentOf(text)
  if (moment !== undefined && moment <= now.toISOString()) return moment
  const message = { zh: '应为已经过去的时间', en: 'must be a time that has passed' }
  throw new Problem(
    'invalid-parameters',
    { count: 1 },
    { faults: [{ parameter: 'asOf', code: 'moment', message }] },
  )
}

/** Which basis a caller may add up: a reviewer its subtree on any, everybody else what is published. */
export function basisFor(
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
