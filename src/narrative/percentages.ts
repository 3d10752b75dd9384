import type { Notion } from '../formats/notions.ts'
import type { Claim } from './claim.ts'
import { isComma } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { percentagesOf, type Ratio } from './ratio.ts'
import type { Reading } from './reading.ts'
import { countsOtherwise } from './recounts.ts'
import { type Shared, sharedIn } from './share-subjects.ts'
import { judgedPercentage } from './shares.ts'
import type { Token } from './tokens.ts'

/** Every percentage that is said of the tables without a count: 办结率96.4%, 自然人占87.1%. */
export function* percentagesIn(
  setting: Setting,
  reading: Reading,
  topic: readonly Notion[],
  spoken: readonly Claim[],
): Generator<Ratio> {
  const { tokens } = reading
  for (const [i, at] of tokens.entries()) {
    if (at.numeral?.kind !== 'percent') continue
    const lead = leadOf(tokens, i)
    const shared = sharedIn({ reading, topic, spoken, lead, at })
    if (shared === undefined) continue
    const report = reportOf(setting, lead)
    if (report === undefined) continue
    const shares = percentagesOf(report, shared.parts, shared.wholes).filter(isKnown)
    if (shares.length === 0) continue
    const judged = judgedPercentage(at, shares)
    const doubtful =
      judged.verdict === 'contradicted' && !isCertain(setting, reading, { shared, lead, at: i })
    yield {
      at,
      parts: shared.parts,
      wholes: shared.wholes,
      claim: claimOf(reading, [at], {
        kind: 'share',
        relation: 'shareOf',
        ...judged,
        ...(doubtful ? { verdict: 'notCheckable', reason: 'partial' } : {}),
      }),
    }
  }
}

/** The words of the clause before a percentage, behind any other number, without what is in brackets. */
function leadOf(tokens: readonly Token[], percent: number): readonly Token[] {
  const lead: Token[] = []
  let depth = 0
  let crossed = false
  for (let i = percent - 1; i >= 0; i--) {
    const token = tokens[i] as Token
    if (token.text === '）') depth++
    else if (token.text === '（' && depth > 0) depth--
    else if (depth > 0) continue
    else if (isComma(token) && !crossed && lead.length > 0 && lead.every(isOnlyShare))
      crossed = true
    else if (token.kind === 'stop' || (isNumber(token) && !countsParts(token, tokens[i + 1]))) break
    else lead.unshift(token)
  }
  return lead
}

/** 以自然人为主，占80.5%: what it is the share of is said in the clause before. */
const isOnlyShare = ({ kind }: Token): boolean => kind === 'share'

const isNumber = ({ kind, numeral }: Token): boolean =>
  kind === 'number' && numeral?.kind !== 'year'

/** 三项合计占, 两类占: how many of the figures before are meant. */
const countsParts = ({ numeral }: Token, next: Token | undefined): boolean =>
  (numeral?.unit === '项' || numeral?.unit === '类') &&
  (next?.kind === 'share' || next?.kind === 'whole')

/** The report of the year that the words name. */
function reportOf({ report, lastYear, year }: Setting, lead: readonly Token[]) {
  const named = lead.find(({ kind, numeral }) => kind === 'lastYear' || numeral?.kind === 'year')
  if (named === undefined || named.numeral?.value === year) return report
  return named.kind === 'lastYear' || named.numeral?.value === year - 1 ? lastYear : undefined
}

interface Said {
  readonly shared: Shared
  readonly lead: readonly Token[]
  readonly at: number
}

/** 100% is said of what was done in time, and other shares may be of other numbers. */
function isCertain({ year }: Setting, reading: Reading, { shared, lead, at }: Said): boolean {
  const percent = reading.tokens[at] as Token
  const named = reading.years[at]
  return (
    shared.certain &&
    percent.numeral?.value !== 100 &&
    lead.every(({ kind, text }) => !doubts.includes(kind) || JOINTLY.test(text)) &&
    (named === undefined || named.kind === 'thisYear' || named.numeral?.value === year) &&
    reading.scopes[at] === undefined &&
    !countsOtherwise(reading, percent) &&
    !isOfStated(reading.tokens, at)
  )
}

const JOINTLY = /^[二两三四][者项类]$/
const doubts: readonly Token['kind'][] = ['unknown', 'part', 'opaque', 'not', 'compare']

/** How many numbers before a percentage may be what it was reckoned from. */
const nearest = 8

/** Whether a percentage is what two numbers before it make. */
function isOfStated(tokens: readonly Token[], percent: number): boolean {
  const stated = tokens[percent]?.numeral?.value ?? 0
  const counts = tokens
    .slice(0, percent)
    .flatMap(({ numeral }) => (numeral?.kind === 'count' ? [numeral.value] : []))
    .slice(-nearest)
  return counts.some((part) =>
    counts.some((whole) => whole > 0 && Math.abs((100 * part) / whole - stated) < 0.5),
  )
}

const isKnown = (share: number | undefined): share is number => share !== undefined
