import { once } from '../formats/once.ts'
import { aggregateJson, rateIn } from '../reports/aggregate-json.ts'
import { changesBetween } from '../reports/change.ts'
import { ranksOf } from '../reports/rank.ts'
import { everything } from '../reports/select.ts'
import { shown } from '../reports/sum.ts'
import { sumAt } from '../reports/sum-table.ts'
import type { Caller } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'
import { type AddedGroup, type AddedUp, type Asked, addUp, askedOf } from './add-up.ts'
import { type AggregateQuery, mustRank, wantedOf } from './aggregate-query.ts'
import { kept } from './kept.ts'
import { keptTexts } from './kept-texts.ts'
import type { Service } from './service.ts'
import { turn } from './turn.ts'

/** An answer whose tag is known before its text is made. */
export interface AggregateAnswer {
  readonly etag: string
  /** The JSON in UTF-8. */
  readonly text: () => Promise<Buffer>
}

/**
 * Groups as answered before, which stay as they are while their rows do; and whole answers, which
 * stay while nothing at all is changed, or for ever where they are as of a time.
 */
const texts = keptTexts(32 * 2 ** 20)
const answersOf = once((_: Store) =>
  kept<{ readonly etag: string; readonly text: Buffer }>(
    32 * 2 ** 20,
    ({ text }) => text.length + 1000,
  ),
)

/** A region's sums as they are answered, ranked if asked for. */
export async function aggregateReports(
  service: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<AggregateAnswer> {
  const wanted = wantedOf(query.cells)
  mustRank(query.rankBy)
  const asked = askedOf(service, caller, query)
  const { store } = service
  const state = query.asOf === undefined ? store.state() : ''
  const name = JSON.stringify([query, asked.basis, asked.asOf, state])
  const answers = answersOf(store)
  const before = answers.get(name)
  if (before !== undefined) return { etag: before.etag, text: async () => before.text }
  const added = await addUp(service, asked)
  const { etag } = added
  return {
    etag,
    async text() {
      const text = await textOf(asked, added, wanted)
      answers.put(name, { etag, text })
      return text
    },
  }
}

async function textOf(
  { query, basis, from, to, asOf }: Asked,
  { digest, breaks, groups }: AddedUp,
  wanted: (address: string) => boolean,
): Promise<Buffer> {
  const { rankBy } = query
  const written: Buffer[][] = []
  const ours = turn()
  for (const group of groups) {
    written.push(groupJson(group, wanted))
    if (ours.isOver()) await ours.pass()
  }
  const asked = { ...query, basis, from, to, year: undefined }
  const head = JSON.stringify({ query: asked, asOf, digest }).slice(0, -1)
  const inOrder = rankBy === undefined ? written : ranked(written, groups, rankBy)
  return Buffer.concat([
    Buffer.from(`${head},"groups":[`),
    ...inOrder.flatMap((pieces, i) => [...(i === 0 ? [] : [COMMA]), ...pieces, END]),
    Buffer.from(`],"breaks":${JSON.stringify(breaks)}}`),
  ])
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
    wanted === everything ? texts(`${name} ${to}`, rows, make) : make(),
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
