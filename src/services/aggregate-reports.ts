import { aggregateJson, bytesOf, rateIn } from '../reports/aggregate-json.ts'
import { changesBetween } from '../reports/change.ts'
import { ranksOf } from '../reports/rank.ts'
import { shown } from '../reports/sum.ts'
import { sumAt } from '../reports/sum-table.ts'
import type { Caller } from '../store/client-store.ts'
import { type AddedGroup, addUp } from './add-up.ts'
import { type AggregateQuery, mustRank, wantedOf } from './aggregate-query.ts'
import type { Service } from './service.ts'

/** An answer whose tag is known before its text is made. */
export interface AggregateAnswer {
  readonly etag: string
  /** The JSON in UTF-8. */
  readonly text: () => Promise<Buffer>
}

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
  return {
    etag,
    async text() {
      const texts: Buffer[] = []
      const figures: (number | null)[] = []
      for await (const group of groups()) {
        texts.push(Buffer.from(groupJson(group, wanted), 'latin1'))
        if (rankBy !== undefined) figures.push(figureOf(group, rankBy))
      }
      const asked = { ...query, basis, from, to, year: undefined }
      const head = JSON.stringify({ query: asked, asOf, digest }).slice(0, -1)
      return Buffer.concat([
        Buffer.from(`${head},"groups":[`),
        ...(rankBy === undefined ? ended(texts) : ranked(texts, figures)),
        Buffer.from(`],"breaks":${JSON.stringify(breaks)}}`),
      ])
    },
  }
}

/** A group as the bytes of its JSON but for its end, where its rank may follow. */
function groupJson(
  { key, coverage, sums, before }: AddedGroup,
  wanted: (address: string) => boolean,
): string {
  const json = `{"key":${bytesOf(key)},"coverage":${JSON.stringify(coverage)},${aggregateJson(sums, wanted)}`
  if (before === undefined) return json
  return `${json},"changes":${JSON.stringify(changesBetween(before, sums, wanted))}`
}

/** What a group is ranked by; a region's own agencies are no member among the regions. */
function figureOf({ key, sums }: AddedGroup, by: string): number | null {
  if (key.own === true) return null
  const sum = sumAt(sums, by)
  return sum === undefined ? rateIn(sums, by) : shown(sum)
}

const END = Buffer.from('}')
const COMMA = Buffer.from(',')

const ended = (texts: readonly Buffer[]): Buffer[] =>
  texts.flatMap((text, i) => (i === 0 ? [text, END] : [COMMA, text, END]))

/** The groups from the largest figure down, those without one last. */
function ranked(texts: readonly Buffer[], figures: readonly (number | null)[]): Buffer[] {
  const ranks = ranksOf(figures)
  const position = (i: number) => ranks[i]?.position ?? Number.MAX_SAFE_INTEGER
  const order = texts.map((_, i) => i).sort((a, b) => position(a) - position(b))
  return ended(
    order.map((i) => {
      const rank = Buffer.from(`,"rank":${JSON.stringify(ranks[i] ?? null)}`)
      return Buffer.concat([texts[i] as Buffer, rank])
    }),
  )
}
