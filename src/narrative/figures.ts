import { type Notion, newAndCarried, type Phrase } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import { isDeniedOne, leadStart, trailEnd } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { type Era, type Frame, frameOf, isUnderstood } from './frame.ts'
import { judge } from './judge.ts'
import type { Names } from './names.ts'
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
  readonly thread?: Thread
}

/** What sentences joined by semicolons count: 收到70件；其中自然人60件. */
export interface Thread {
  main?: Claim
  meant?: Phrase
}

/** Every number of a sentence that says what stands in the tables. */
export function* figuresIn(setting: Setting, reading: Reading, before: Before): Generator<Claim> {
  const { tokens } = reading
  let said: Said | undefined
  const thread = before.thread ?? {}
  let { main, meant } = thread
  let isUnclear = false
  let isCarried = false
  let disputes = 0
  for (let i = 0; i < tokens.length; i++) {
    if (!isStatedFigure(tokens, i) && !isCharge(reading, i)) continue
    const start = leadStart(tokens, i)
    const lead = tokens.slice(start, i)
    if (isComparison(lead) || isDeniedOne(tokens, i)) continue
    const target = targetAt(tokens, i)
    const numbers = numbersFrom(tokens, i, lead)
    const end = i + 2 * (numbers.length - 1)
    const last = trailEnd(tokens, end)
    const trail = tokens.slice(end + 1, last)
    said ??= listen(tokens, before.topic)
    said.hear(last)
    let frame: Frame | undefined
    const known = { given: said.notions, under: main?.readings[0] ?? [] }
    const matches = elsewhen(setting, lead, numbers, meant) ??
      totalOfBoth(lead, numbers, isCarried && meant !== undefined, said) ?? [
        ...matchesIn(setting, lead, numbers, trail, known),
      ]
    for (const { phrase, number, own, year } of matches) {
      // 复议2件，诉讼1件，其中维持1件: of which of the two is not said.
      const certain =
        own &&
        !(isEnd(phrase) && disputes > 1) &&
        !isPartOfReceived(phrase, lead) &&
        !isElsewhere(phrase, said)
      frame ??= frameOf(reading, [start, i], trail, setting.names, before.era)
      const whole = frame.whole && certain
      const then = year ?? (target === undefined ? undefined : setting.year - 1) ?? frame.year
      const claim = figureClaim(setting, reading, number, phrase, isUnclear, {
        ...frame,
        whole,
        year: then,
      })
      yield claim
      if (target !== undefined)
        yield figureClaim(setting, reading, target, phrase, isUnclear, {
          ...frame,
          whole,
          year: setting.year,
        })
      if (phrase.time === 'lastYear') isCarried = true
      if (isPart(phrase) || year !== undefined) continue
      main = claim
      meant = phrase
      thread.main = main
      isUnclear = claim.reason === 'partial' && isCounted(phrase, number)
      thread.meant = meant
      if (isDispute(phrase)) disputes++
    }
    i = end
  }
}

/** 收到15件（2023年11件）, 上年为10件: the same count of another year. */
function elsewhen(
  { year }: Setting,
  lead: readonly Token[],
  [number]: readonly Token[],
  meant: Phrase | undefined,
): readonly Match[] | undefined {
  if (meant === undefined || number === undefined || meant.time !== undefined) return undefined
  const named = lead.filter(({ kind, numeral }) => kind === 'lastYear' || numeral?.kind === 'year')
  const [only] = named
  if (only === undefined || named.length > 1) return undefined
  if (!lead.every((token) => token === only || token.kind === 'filler' || token.kind === 'stop'))
    return undefined
  const then = only.numeral?.value ?? year - 1
  return then === year ? undefined : [{ phrase: meant, number, own: true, year: then }]
}

/** 收到7件，上年结转1件，共计8件. */
function totalOfBoth(
  lead: readonly Token[],
  [number]: readonly Token[],
  isCarried: boolean,
  { notions }: Said,
): readonly Match[] | undefined {
  const receives = notions.has('receive') || notions.has('receiveNew')
  if (!isCarried || !receives || number === undefined) return undefined
  if (!lead.some((token) => token.kind === 'whole')) return undefined
  if (!lead.every(({ kind }) => kind === 'whole' || kind === 'filler' || kind === 'stop'))
    return undefined
  return [{ phrase: newAndCarried, number, own: true }]
}

/** 由6件下降到3件: the figure of this year behind that of the year before. */
function targetAt(tokens: readonly Token[], from: number): Token | undefined {
  const turn = tokens[from + 1]
  if (turn?.kind !== 'more' && turn?.kind !== 'less') return undefined
  let at = from + 2
  let reaches = REACHED.test(turn.text)
  for (; tokens[at]?.kind === 'filler'; at++) reaches ||= REACHED.test(tokens[at]?.text ?? '')
  return reaches && isStatedFigure(tokens, at) ? tokens[at] : undefined
}

const REACHED = /[至到为]$/

/** 行政事业性收费12.5万元: money, where charges are spoken of. */
const isCharge = ({ tokens, notions }: Reading, at: number): boolean =>
  notions.has('charges') && tokens[at]?.numeral?.unit === '元'

/** 其中办公室收到20件: a part of those received, whoever it names. */
const isPartOfReceived = ({ says }: Phrase, lead: readonly Token[]): boolean =>
  (says.includes('receive') || says.includes('conclude')) &&
  lead.some((token) => token.kind === 'among')

/** 窗口接待咨询80人次，受理申请12件: the topic alone does not say whose applications these are. */
const isElsewhere = ({ given }: Phrase, said: Said): boolean =>
  said.narrowed && given !== undefined && !given.some((notion) => said.own.has(notion))

/** 维持, 纠正 and 尚未审结 may be of reconsiderations or of suits. */
const isEnd = ({ says, under }: Phrase): boolean =>
  under !== undefined && says.some((notion) => endsOfBoth.includes(notion))

const endsOfBoth: readonly Notion[] = ['upheld', 'corrected', 'pending']

/** What belongs to the figure before it, so that others may belong to that as well. */
const isPart = ({ says, under }: Phrase): boolean =>
  under !== undefined || (says.length > 1 && says.some((notion) => endsOfBoth.includes(notion)))

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
  /** The year it is the figure of, where the words next to it say so. */
  readonly year?: number
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
    if (!shared && groups.length !== numbers.length) {
      yield* seriesIn(lead, numbers, { ...known, tokens: lead, time })
      return
    }
    for (const [i, tokens] of groups.entries()) {
      const phrase = phraseOf({ ...known, tokens, time })
      if (phrase !== undefined) yield { phrase, number: numbers[i] ?? number, own: true }
    }
    return
  }
  const phrase =
    phraseOf({ ...known, tokens: lead, time }) ??
    phraseOf({ ...known, tokens: [...lead, ...trail], time })
  if (phrase !== undefined && phrase.money === (number.numeral?.unit === '元' || undefined))
    yield {
      phrase,
      number,
      own: !isGuess(phrase, lead, setting.names) && isCounted(phrase, number),
    }
}

/** 2023年、2024年收到申请分别为50件、70件: a number for each year. */
function* seriesIn(
  lead: readonly Token[],
  numbers: readonly Token[],
  stretch: Stretch,
): Generator<Match> {
  const years = lead.filter((token) => token.numeral?.kind === 'year')
  const phrase = years.length === numbers.length ? phraseOf(stretch) : undefined
  if (phrase === undefined) return
  for (const [i, number] of numbers.entries()) {
    const year = years[i]?.numeral?.value
    if (year !== undefined) yield { phrase, number, own: true, year }
  }
}

/** Whether any of the words means something that the tables count. */
const speaks = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.kind === 'notion')

/** A topic supplies the object only where nothing else could be meant. */
const isGuess = (phrase: Phrase, lead: readonly Token[], names: Names): boolean =>
  phrase.given !== undefined &&
  !phrase.given.some((notion) => lead.some((token) => token.notions.includes(notion))) &&
  !isUnderstood(lead, names)

/** 行政处罚320项 may be the kinds of penalties there are. */
const isCounted = ({ units }: Phrase, { numeral }: Token): boolean =>
  units === undefined || units.includes(numeral?.unit ?? '')

/** 上年结转 or 结转下年度, also with the years written out. */
function timeOf(tokens: readonly Token[], year: number): 'lastYear' | 'nextYear' | undefined {
  const is = (kind: 'lastYear' | 'nextYear', value: number) =>
    tokens.some((token) => token.kind === kind || token.numeral?.value === value)
  if (is('lastYear', year - 1)) return 'lastYear'
  return is('nextYear', year + 1) ? 'nextYear' : undefined
}

/** A part of the disputes, not of the applications. */
const isDisputed = ({ under }: Phrase): boolean =>
  under?.some((measure) => measure === 'reconsiderations' || measure === 'litigation') ?? false

const isLimit = ({ atMost, given }: Phrase): boolean => atMost === true && given === undefined

function figureClaim(
  setting: Setting,
  reading: Reading,
  number: Token,
  phrase: Phrase,
  isUnclear: boolean,
  frame: Frame,
): Claim {
  const numeral = number.numeral
  // What is only a limit holds of a part as well.
  const partOfUnclear = isUnclear && phrase.time === undefined && !isLimit(phrase)
  const judged = judge(setting, {
    value: numeral?.value ?? 0,
    approximate: numeral?.approximate ?? false,
    step: numeral?.step ?? 1,
    phrase,
    whole: frame.whole && !partOfUnclear,
    absence: numeral?.value === 0,
    otherwise: countsOtherwise(reading, number, isDisputed(phrase)),
    // A carry-over names the year it comes from or goes to, not the year of the figures.
    year: phrase.time === undefined ? frame.year : undefined,
    scope: frame.scope,
  })
  const of = frame.year === undefined || frame.year === setting.year ? undefined : frame.year
  return claimOf(reading, [number], {
    kind: 'figure',
    ...judged,
    ...(of === undefined || phrase.time !== undefined ? {} : { year: of }),
  })
}
