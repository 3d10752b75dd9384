import { type Aggregate, aggregateOf, type BreakAt, shown } from '../reports/aggregate.ts'
import { type Change, changesBetween } from '../reports/change.ts'
import { type Rank, ranksOf } from '../reports/rank.ts'
import type { Caller } from '../store/client-store.ts'
import { type AddedGroup, addUp, type Coverage } from './add-up.ts'
import type { Key } from './aggregate-groups.ts'
import { type AggregateQuery, mustRank, wantedOf } from './aggregate-query.ts'
import type { Service } from './service.ts'

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

/** A region's sums as they are answered, ranked if asked for. */
export async function aggregateReports(
  service: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<{ answer: AggregateAnswer; etag: string }> {
  const { rankBy } = query
  const wanted = wantedOf(query.cells)
  mustRank(rankBy)
  const added = await addUp(service, caller, query)
  const { basis, from, to, asOf, digest, groups, breaks, etag } = added
  const answered = groups.map(({ key, coverage, format, sums, before }) => ({
    key,
    coverage,
    ...aggregateOf(format, sums, wanted),
    ...(before === undefined ? {} : { changes: changesBetween(before, sums, wanted) }),
  }))
  const answer = {
    query: { ...query, basis, from, to, year: undefined },
    asOf,
    digest,
    groups: rankBy === undefined ? answered : ranked(answered, groups, rankBy),
    breaks,
  }
  return { answer, etag }
}

/** The groups from the largest figure down, those without one last. */
function ranked(
  answered: readonly AggregateGroup[],
  groups: readonly AddedGroup[],
  by: string,
): AggregateGroup[] {
  const figures = answered.map(({ indicators }, i) => {
    const sum = groups[i]?.sums.get(by)
    return sum === undefined ? (indicators[by]?.value ?? null) : shown(sum)
  })
  const ranks = ranksOf(figures)
  return answered
    .map((group, i) => ({ ...group, rank: ranks[i] ?? null }))
    .sort((a, b) => (a.rank?.position ?? Infinity) - (b.rank?.position ?? Infinity) || 0)
}
