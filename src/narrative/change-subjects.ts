import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/notions.ts'
import { fits, type Readings } from './change-verdicts.ts'
import { type Change, isOneOfTwo, turns } from './change-words.ts'
import type { Claim } from './claim.ts'
import { clauseAround, isComma, isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import type { Reading } from './reading.ts'
import { phraseOf } from './stretch.ts'
import type { Token } from './tokens.ts'

/** What changed: named in the clause itself, or the last figure stated, with no other since. */
export function subjectOf(
  setting: Setting,
  reading: Reading,
  topic: readonly Notion[],
  spoken: readonly Claim[],
  { start, end, change }: { start: number; end: number; change: Change },
): Readings | undefined {
  const turn = reading.tokens.findIndex(
    (token, i) => i >= start && i < end && (turns(token) || token.kind === 'same'),
  )
  const own = reading.tokens.slice(start, turn === -1 ? end : turn)
  if (own.some((token) => token.kind === 'notion')) {
    const given = new Set([...topic, ...reading.notions])
    if (given.has('application')) given.add('applicantKind')
    const stretch = { tokens: own, given, time: undefined }
    const phrase = phraseOf(stretch) ?? phraseOf({ ...stretch, tokens: [receive, ...own] })
    return phrase?.under === undefined ? phrase?.means : undefined
  }
  const before = reading.folded.at(reading.tokens[start]?.start ?? 0)
  const one = reading.tokens.slice(start, end).find(isOneOfTwo)
  if (one !== undefined) {
    const pair = spoken
      .filter(({ figures: [at], kind }) => kind === 'figure' && (at?.start ?? before) < before)
      .slice(-2)
    const meant = pair.length < 2 ? undefined : pair[one.text === '前者' ? 0 : 1]
    return meant?.reason === 'partial' ? undefined : meant?.readings
  }
  const last = spoken.findLast(
    (claim) =>
      (claim.figures[0]?.start ?? claim.start) < before && !isEnclosed(reading, claim, start),
  )
  // 申请量再创新高，较上年增加27件: named in the clause before, without a figure.
  if (last === undefined) return namedBefore(reading, topic, start)
  if (last.reason === 'partial' || last.reason === 'otherYear') return undefined
  if (setting.lastYear === undefined || openBetween(reading, last, start).some(isQuantity))
    return undefined
  // 70件，其中自然人60件，同比增长40%: of which of the two, only the figures can tell.
  const fitting = [last, ...spoken].find(
    ({ kind, figures, readings, start: of }) =>
      (kind === 'figure' || kind === 'absence') &&
      (figures[0]?.start ?? of) < before &&
      fits(setting, change, readings),
  )
  // …其他、未结各3件。比上年多1件: a new sentence goes back to the whole, not to the last part.
  if ((last.figures[0]?.start ?? last.start) < reading.folded.at(0) && isPart(last.readings))
    return fitting?.readings
  const net = NET.test(reading.tokens[turn]?.text ?? '')
  return (net ? stockOf(last.readings) : undefined) ?? (fitting ?? last).readings
}

const isPart = ([measures]: Readings): boolean =>
  measures?.some((measure) => PART.test(measure)) ?? false
const PART = /From[A-Z]|Upheld$|Corrected$|Otherwise$|Pending$/

function namedBefore(
  { tokens, notions }: Reading,
  topic: readonly Notion[],
  start: number,
): Readings | undefined {
  if (start < 2 || !isComma(tokens[start - 1] as Token)) return undefined
  const [from, to] = clauseAround(tokens, start - 2)
  const clause = tokens.slice(from, to)
  if (clause.some(isQuantity) || clause.some(({ kind }) => kind === 'part')) return undefined
  const given = new Set([...topic, ...notions])
  const phrase = phraseOf({ tokens: [receive, ...clause], given, time: undefined })
  return phrase?.under === undefined ? phrase?.means : undefined
}

/** 制定4件、废止1件，净增3件: by how much what is in force has grown. */
function stockOf(readings: Readings): Readings | undefined {
  const stock = readings.flat().flatMap((measure) => stocks[measure] ?? [])
  return stock.length === 0 ? undefined : [stock.slice(0, 1)]
}

const NET = /^净/
const stocks: Partial<Readonly<Record<Measure, Measure>>> = {
  documentsIssued: 'documentsInForce',
  documentsRepealed: 'documentsInForce',
  regulationsIssued: 'regulationsInForce',
  regulationsRepealed: 'regulationsInForce',
}

/** The words behind a claim and before a comparison. */
function between({ tokens, folded }: Reading, claim: Claim, start: number): readonly Token[] {
  const after = claim.figures.at(-1)?.end ?? claim.end
  return tokens.slice(0, start).filter((token) => folded.at(token.start) >= after)
}

/** （自然人24件、企业5件），同比…: whether a claim stands in brackets closed before a place. */
function isEnclosed(reading: Reading, claim: Claim, start: number): boolean {
  let depth = 0
  if (isAlone(reading, claim)) return false
  for (const { text } of between(reading, claim, start)) {
    if (text === '（') depth++
    if (text === '）' && --depth < 0) return true
  }
  return false
}

/** 社会公益组织（9件）同比增3件: a number alone in brackets is that of the words before them. */
function isAlone({ tokens, folded }: Reading, { figures: [at] }: Claim): boolean {
  const i = tokens.findIndex((token) => folded.at(token.start) === at?.start)
  return tokens[i - 1]?.text === '（' && tokens[i + 1]?.text === '）'
}

/** The same without what stands in brackets. */
function openBetween(reading: Reading, claim: Claim, start: number): readonly Token[] {
  let depth = 0
  return between(reading, claim, start).filter(({ text }) => {
    if (text === '（') depth++
    if (text === '）') depth--
    return depth === 0
  })
}

/** 申请量同比上升: in a passage about applications, those received are meant. */
const receive: Token = { kind: 'notion', start: 0, end: 0, text: '', notions: ['receive'] }
