import { aggregateJson, rateIn } from '../reports/aggregate-json.ts'
import { changesBetween } from '../reports/change.ts'
import { ranksOf } from '../reports/rank.ts'
import { everything } from '../reports/select.ts'
import { shown } from '../reports/sum.ts'
import { sumAt } from '../reports/sum-table.ts'
import type { Caller } from '../store/client-store.ts'
import { type AddedGroup, addUp, inTurns } from './add-up.ts'
import { type AggregateQuery, mustRank, wantedOf } from './aggregate-query.ts'
import { keptTexts } from './kept-texts.ts'
import type { Service } from './service.ts'

/** An answer whose tag is known before its text is made. */
export interface AggregateAnswer {
  readonly etag: string
  /** The JSON in UTF-8. */
  readonly text: () => Promise<Buffer>
}

/** The sums of groups as answered before: most of a county's neighbours stay as they were. */
const kept = keptTexts(32 * 2 ** 20)

/** A region's sums as they are answered, ranked if asked for. */
export async function aggregateReports(
  service: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<AggregateAnswer> {
  const { rankBy } = query
  const wanted = wantedOf(query.cells)
  mustRank(rankBy)
  const { basis, from, to, asOf, digest, breaks, etag, groups } = await addUp(
    service,
    caller,
    query,
  )
  async function text(): Promise<Buffer> {
    const texts: Buffer[][] = []
    for await (const group of inTurns(groups)) texts.push(groupJson(group, wanted))
    const asked = { ...query, basis, from, to, year: undefined }
    const head = JSON.stringify({ query: asked, asOf, digest }).slice(0, -1)
    const inOrder = rankBy === undefined ? texts : ranked(texts, groups, rankBy)
    return Buffer.concat([
      Buffer.from(`${head},"groups":[`),
      ...inOrder.flatMap((pieces, i) => [...(i === 0 ? [] : [COMMA]), ...pieces, END]),
      Buffer.from(`],"breaks":${JSON.stringify(breaks)}}`),
    ])
  }
  return { etag, text }
}

const COMMA = Buffer.from(',')
const END = Buffer.from('}')

/** A group's JSON but for its end, where its rank may follow. */
function groupJson(group: AddedGroup, wanted: (address: string) => boolean): Buffer[] {
  const { key, coverage, rows, to } = group
  const name = JSON.stringify(key)
  const make = () => Buffer.from(aggregateJson(group.sums(), wanted), 'latin1')
  const pieces = [
    Buffer.from(`{"key":${name},"coverage":${JSON.stringify(coverage)},`),
    wanted === everything ? kept(`${name} ${to}`, rows, make) : make(),
  ]
  const before = group.before()
  if (before === undefined) return pieces
  const changes = JSON.stringify(changesBetween(before, group.sums(), wanted))
  return [...pieces, Buffer.from(`,"changes":${changes}`)]
}

/** The groups from the largest figure down, those without one last. */
function ranked(
  texts: readonly Buffer[][],
  groups: readonly AddedGroup[],
  by: string,
): readonly Buffer[][] {
  const ranks = ranksOf(groups.map((group) => figureOf(group, by)))
  const position = (i: number) => ranks[i]?.position ?? Number.MAX_SAFE_INTEGER
  const order = texts.map((_, i) => i).sort((a, b) => position(a) - position(b))
  return order.map((i) => [
    ...(texts[i] as Buffer[]),
    Buffer.from(`,"rank":${JSON.stringify(ranks[i] ?? null)}`),
  ])
}

/** What a group is ranked by; a region's own agencies are no member among the regions. */
function figureOf(group: AddedGroup, by: string): number | null {
  if (group.key.own === true) return null
  const sums = group.sums()
  const sum = sumAt(sums, by)
  return sum === undefined ? rateIn(sums, by) : shown(sum)
}
