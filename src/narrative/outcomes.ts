import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/notions.ts'
import { type Phrase, wholes } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import { clauseAround, isAll, isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { judge } from './judge.ts'
import type { Reading } from './reading.ts'
import { phraseOf } from './stretch.ts'
import type { Token } from './tokens.ts'

const isEnd = (notion: Notion): boolean =>
  notion === 'upheld' || notion === 'corrected' || notion === 'pending'

/** 诉讼案件均已审结: nothing of what was spoken of last is pending. */
function* settledIn(setting: Setting, reading: Reading, at: number): Generator<Claim> {
  const { tokens } = reading
  const [start, end] = clauseAround(tokens, at)
  const clause = tokens.slice(start, end)
  const dispute = tokens.slice(0, at).findLast(({ notions }) => notions.some(isDispute))
  if (dispute === undefined || !clause.some(isAll) || clause.some(isQuantity)) return
  const phrase = phraseOf({
    tokens: [
      { ...dispute, notions: dispute.notions.filter(isDispute) },
      { ...dispute, notions: ['pending'] },
    ],
    given: disclosed,
    time: undefined,
  })
  if (phrase === undefined) return
  const judged = judge(setting, {
    value: 0,
    phrase,
    approximate: false,
    whole: clause.every(({ kind }) => !['unknown', 'not', 'part'].includes(kind)),
    absence: true,
    year: reading.years[at]?.numeral?.value,
    scope: reading.scopes[at]?.text,
  })
  yield claimOf(reading, [tokens[at] as Token], { kind: 'absence', ...judged })
}

/** 均为重复申请 behind those not processed: a kind of what was counted. */
const isPartOf = ({ under, means }: Phrase, counted: readonly Measure[]): boolean =>
  under !== undefined ||
  means.some(([measure]) =>
    wholes[measure ?? 'received']?.some((whole) => whole.join() === counted.join()),
  )

const applied: ReadonlySet<Notion> = new Set(['application', 'applicantKind'])

const disclosed: ReadonlySet<Notion> = new Set(['disclosure'])

const isDispute = (notion: Notion): boolean =>
  notion === 'reconsideration' || notion === 'litigation'

/** 均获维持 behind a number of disputes: every one of them ended so. */
export function* outcomesIn(
  setting: Setting,
  reading: Reading,
  spoken: readonly Claim[],
): Generator<Claim> {
  const { tokens, folded } = reading
  for (const [i, token] of tokens.entries()) {
    if (token.notions.includes('settled')) {
      yield* settledIn(setting, reading, i)
      continue
    }
    const every = token.kind === 'each'
    if (!every && !token.notions.some(isEnd)) continue
    const [start, end] = clauseAround(tokens, i)
    const clause = tokens.slice(every ? i : start, end)
    if (tokens.slice(start, end).some(isQuantity)) continue
    if (!every && clause.some(({ kind }) => kind === 'each')) continue
    const place = folded.at(token.start)
    const disputes = spoken.findLast(
      ({ figures, year }) => year === undefined && (figures[0]?.start ?? 0) < place,
    )
    if (disputes?.left === undefined || disputes.kind !== 'figure') continue
    // 复议1件，结果维持: of one there is only one end.
    if (!every && disputes.left !== 1) continue
    const under = disputes.readings[0] ?? []
    const phrase = phraseOf({ tokens: clause, given: applied, time: undefined, under })
    if (phrase === undefined || !isPartOf(phrase, under)) continue
    const judged = judge(setting, {
      value: disputes.left,
      phrase,
      approximate: disputes.reason === 'approximate',
      whole:
        (every ? disputes.reason === 'compared' : disputes.verdict === 'supported') &&
        clause.every(({ kind }) => kind !== 'unknown' && kind !== 'not'),
      absence: false,
      year: undefined,
      scope: disputes.scope,
    })
    yield claimOf(reading, [token], { kind: 'figure', ...judged })
  }
}
