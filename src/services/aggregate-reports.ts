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
import type { SumRow } from '../store/sums.ts'
import { type Group, groupsIn, type Key } from './aggregate-groups.ts'
import {
  type AggregateQuery,
  dimensionsOf,
  mustRank,
  wantedOf,
  yearsOf,
} from './aggregate-query.ts'
import { basisFor } from './basis-for.ts'
import { digestOf } from './digest.ts'
import { pastMoment } from './past-moment.ts'
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
  service: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<AggregateAnswer> {
  const { store } = service
  const { region, kind = '', compare, rankBy } = query
  if (store.register.findRegion(region) === undefined) {
    throw new Problem('region-not-found', { region })
  }
  const { from, to } = yearsOf(query)
  const by = dimensionsOf(query.groupBy)
  const wanted = wantedOf(query.cells)
  mustRank(rankBy)
  const basis = basisFor(service, caller, region, query.basis)
  const asOf = pastMoment(service, query.asOf)

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
