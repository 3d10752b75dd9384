import type { Notion, Phrase } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import { leadStart, trailEnd } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { type Era, type Frame, frameOf } from './frame.ts'
import { judge } from './judge.ts'
import type { Reading } from './reading.ts'
import { countsOtherwise } from './recounts.ts'
import { listen, type Said } from './said.ts'
import { groupsIn, phraseOf, type Stretch } from './stretch.ts'
import type { Token } from './tokens.ts'
import { isCaseUnit } from './units.ts'

/** What came before in the passage. */
export interface Before {
  readonly topic: readonly Notion[]
  readonly era: Era
}

/** Every number of a sentence that says what stands in the tables. */
export function* figuresIn(setting: Setting, reading: Reading, before: Before): Generator<Claim> {
  const { tokens } = reading
  let said: Said | undefined
  let main: Claim | undefined
  let disputes = 0
  for (let i = 0; i < tokens.length; i++) {
    if (!isStatedFigure(tokens, i)) continue
    const start = leadStart(tokens, i)
    const lead = tokens.slice(start, i)
    if (isComparison(lead)) continue
    const numbers = numbersFrom(tokens, i, lead)
    const end = i + 2 * (numbers.length - 1)
    const last = trailEnd(tokens, end)
    const trail = tokens.slice(end + 1, last)
    said ??= listen(tokens, before.topic)
    said.hear(last)
    let frame: Frame | undefined
    const known = { given: said.notions, under: main?.readings[0] ?? [] }
    for (const { phrase, number, own } of matchesIn(setting, lead, numbers, trail, known)) {
      // 复议2件，诉讼1件，其中维持1件: of which of the two is not said.
      const certain =
        own &&
        !(phrase.under !== undefined && disputes > 1) &&
        !isPartOfReceived(phrase, lead) &&
        !isElsewhere(phrase, said)
      frame ??= frameOf(reading, [start, i], trail, setting.names, before.era)
      const whole = frame.whole && certain
      const claim = figureClaim(setting, reading, number, phrase, main, { ...frame, whole })
      yield claim
      if (phrase.under !== undefined) continue
      main = claim
      if (isDispute(phrase)) disputes++
    }
    i = end
  }
}

/** 其中办公室收到20件: a part of those received, whoever it names. */
const isPartOfReceived = ({ says }: Phrase, lead: readonly Token[]): boolean =>
  (says.includes('receive') || says.includes('conclude')) &&
  lead.some((token) => token.kind === 'among')

/** 窗口接待咨询80人次，受理申请12件: the topic alone does not say whose applications these are. */
const isElsewhere = ({ given }: Phrase, said: Said): boolean =>
  said.narrowed && given !== undefined && !given.some((notion) => said.own.has(notion))

const isDispute = ({ says }: Phrase): boolean =>
  says.includes('reconsideration') || says.includes('litigation')

/** 分别为6件、3件: the numbers that belong to as many notions. */
function numbersFrom(
  tokens: readonly Token[],
  first: number,
  lead: readonly Token[],
): readonly Token[] {
  const numbers = [tokens[first] as Token]
  if (!isRespective(lead)) return numbers
  for (let i = first + 2; tokens[i - 1]?.text === '、' && isStatedFigure(tokens, i); i += 2) {
    numbers.push(tokens[i] as Token)
  }
  return numbers
}

const isRespective = (lead: readonly Token[]): boolean =>
  lead.some((token) => token.kind === 'respectively' || token.text === '分别为')

/** A number of cases, or a bare one at the end of its clause: 均为0。 */
function isStatedFigure(tokens: readonly Token[], at: number): boolean {
  const numeral = tokens[at]?.numeral
  if (numeral?.kind !== 'count') return false
  if (isCaseUnit(numeral.unit)) return true
  const next = tokens[at + 1]
  const last = tokens[at - 1]
  return (
    numeral.unit === '' &&
    (next === undefined || next.kind === 'stop') &&
    last !== undefined &&
    (last.text.endsWith('为') || last.text === '：' || last.text === '是')
  )
}

const isComparison = (lead: readonly Token[]): boolean =>
  lead.some((token) => token.kind === 'compare' || token.kind === 'more' || token.kind === 'less')

interface Match {
  readonly phrase: Phrase
  readonly number: Token
  /** False where the words are not the figure's own beyond doubt. */
  readonly own: boolean
}

/** The words before a number say what it counts; where they do not, those behind it may. */
function* matchesIn(
  setting: Setting,
  lead: readonly Token[],
  numbers: readonly Token[],
  trail: readonly Token[],
  known: Pick<Stretch, 'given' | 'under'>,
): Generator<Match> {
  if (!speaks(lead) && !speaks(trail)) return
  const number = numbers[0] as Token
  const time = timeOf(lead, setting.year) ?? timeOf(trail, setting.year)
  const groups = groupsIn(lead)
  const shared = groups.length > 1 && lead.some((token) => token.kind === 'each')
  if (shared || isRespective(lead)) {
    if (!shared && groups.length !== numbers.length) return
    for (const [i, tokens] of groups.entries()) {
      const phrase = phraseOf({ ...known, tokens, time })
      if (phrase !== undefined) yield { phrase, number: numbers[i] ?? number, own: true }
    }
    return
  }
  const phrase =
    phraseOf({ ...known, tokens: lead, time }) ??
    phraseOf({ ...known, tokens: [...lead, ...trail], time })
  if (phrase !== undefined) yield { phrase, number, own: !isGuess(phrase, lead) }
}

/** Whether any of the words means something that the tables count. */
const speaks = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.kind === 'notion')

/** A topic supplies the object only where nothing else could be meant. */
const isGuess = (phrase: Phrase, lead: readonly Token[]): boolean =>
  phrase.given !== undefined &&
  !phrase.given.some((notion) => lead.some((token) => token.notions.includes(notion))) &&
  lead.some((token) => token.kind === 'unknown')

/** 上年结转 or 结转下年度, also with the years written out. */
function timeOf(tokens: readonly Token[], year: number): 'lastYear' | 'nextYear' | undefined {
  const is = (kind: 'lastYear' | 'nextYear', value: number) =>
    tokens.some((token) => token.kind === kind || token.numeral?.value === value)
  if (is('lastYear', year - 1)) return 'lastYear'
  return is('nextYear', year + 1) ? 'nextYear' : undefined
}

function figureClaim(
  setting: Setting,
  reading: Reading,
  number: Token,
  phrase: Phrase,
  main: Claim | undefined,
  frame: Frame,
): Claim {
  const numeral = number.numeral
  const partOfUnclear = main?.reason === 'partial' && phrase.time === undefined
  const judged = judge(setting, {
    value: numeral?.value ?? 0,
    approximate: numeral?.approximate ?? false,
    phrase,
    whole: frame.whole && !partOfUnclear,
    absence: numeral?.value === 0,
    otherwise: countsOtherwise(reading, number),
    // A carry-over names the year it comes from or goes to, not the year of the figures.
    year: phrase.time === undefined ? frame.year : undefined,
    scope: frame.scope,
  })
  return claimOf(reading, [number], { kind: 'figure', ...judged })
}
