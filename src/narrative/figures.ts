import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/notions.ts'
import { type Phrase, results } from '../formats/phrases.ts'
import { isBareDispute, mayBeOfAny } from './bare-disputes.ts'
import type { Claim } from './claim.ts'
import { isDealtWith, isDeniedOne, isQuantity, leadStart, trailEnd } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { behindExamples, type Era, type Frame, frameOf, narrowing } from './frame.ts'
import { judge } from './judge.ts'
import { knownAt } from './known.ts'
import { elsewhen, isCounted, matchesIn, totalOfBoth, totalOfResults } from './matches.ts'
import { isShare, standsBesideOwn } from './part-of-whole.ts'
import {
  comesIn,
  isByApplicant,
  isDispute,
  isDisputed,
  isEnd,
  isOfSuits,
  isPart,
  isPartOfReceived,
  isRemainder,
} from './phrase-kinds.ts'
import type { Reading } from './reading.ts'
import { countsOtherwise } from './recounts.ts'
import { remainderOf } from './remainders.ts'
import { listen, type Said } from './said.ts'
import { isCharge, isStatedFigure, numbersFrom, targetAt } from './stated.ts'
import type { Token } from './tokens.ts'

/** What came before in the passage. */
export interface Before {
  readonly topic: readonly Notion[]
  readonly era: Era
  readonly thread?: Thread
}

/** What sentences joined by semicolons count: 收到70件；其中自然人60件. */
export interface Thread {
  /** Whether several kinds of applicants are listed. */
  readonly toldApart?: boolean
  /** Whether 信息不存在 is counted beside 不掌握, or in its place. */
  readonly notThere?: boolean
  main?: Claim
  meant?: Phrase
  /** The figures so far. */
  heard?: readonly Claim[]
  notions?: Set<Notion>
}

/** Every number of a sentence that says what stands in the tables. */
export function* figuresIn(setting: Setting, reading: Reading, before: Before): Generator<Claim> {
  const { tokens } = reading
  let said: Said | undefined
  const thread = before.thread ?? {}
  let { main, meant } = thread
  let isUnclear = false
  let isCarried = false
  let isOfOthers = false
  let isOfHandled = false
  let counted = -1
  let disputes = 0
  let latest: Claim | undefined
  const listed = new Set<Measure>()
  const named = new Set<Measure>()
  for (let i = 0; i < tokens.length; i++) {
    if (!isStatedFigure(tokens, i) && !isCharge(reading, i)) continue
    const start = behindExamples(tokens, leadStart(tokens, i), i)
    const lead = tokens.slice(start, i)
    if (isComparison(lead) || isDeniedOne(tokens, i)) continue
    const target = targetAt(tokens, i)
    const numbers = numbersFrom(tokens, i, lead)
    const end = i + 2 * (numbers.length - 1)
    const last = trailEnd(tokens, end)
    const trail = tokens.slice(end + 1, last)
    thread.notions ??= new Set(before.topic)
    said ??= listen(tokens, before.topic, thread.notions)
    if (thread.toldApart && thread.notions.has('application')) thread.notions.add('applicantKind')
    said.hear(last)
    let frame: Frame | undefined
    const known = knownAt(said, main, latest)
    const follows =
      trail.every(({ kind }) => kind === 'filler') &&
      tokens.slice(counted + 1, i).every((token) => !isQuantity(token))
    const matches = elsewhen(setting, lead, numbers, follows ? meant : undefined) ??
      totalOfBoth(lead, numbers, isCarried && meant !== undefined, said) ??
      totalOfResults(lead, numbers, listed) ?? [...matchesIn(setting, lead, numbers, trail, known)]
    if (matches.length === 0) isOfOthers = true
    if (lead.some(({ kind }) => kind === 'among')) isOfHandled = isHandled(main)
    for (const { phrase: meaning, number, own, year } of matches) {
      const phrase = isRemainder(meaning) ? remainderOf(meaning, named) : meaning
      // 复议2件，诉讼1件，其中维持1件: of which of the two is not said.
      const certain =
        own &&
        !(isEnd(phrase) && (disputes > 1 || isOfBoth(main))) &&
        !isOfSuits(phrase, tokens.slice(counted + 1, i)) &&
        !(isOfOthers && isByApplicant(phrase)) &&
        !isPartOfReceived(phrase, lead) &&
        !(isOfHandled && comesIn(phrase)) &&
        !isElsewhere(phrase, said)
      frame ??= frameOf(reading, [start, i], narrowing(lead, trail), setting.names, before.era)
      const whole = frame.whole && certain
      const otherwise =
        isDealtWith(tokens, i) ||
        (isBareDispute(phrase) && (isOfOthers || mayBeOfAny(reading, said, setting.names.full))) ||
        (thread.notThere === true && phrase.says.includes('notHeld'))
      // 明年由2件降为0件: what is planned is of no year at hand.
      const now = Math.max(setting.year, frame.year ?? 0)
      const then = year ?? (target === undefined ? frame.year : now - 1)
      const around = { ...frame, whole, otherwise }
      const claim = figureClaim(setting, reading, number, phrase, isUnclear, {
        ...around,
        year: then,
      })
      yield claim
      latest = claim
      const [measure] = phrase.means[0] ?? []
      if (measure !== undefined) named.add(measure)
      if (results.some((result) => result === measure) && measure !== undefined) listed.add(measure)
      if (target !== undefined)
        yield figureClaim(setting, reading, target, phrase, isUnclear, { ...around, year: now })
      if (phrase.time === 'lastYear') isCarried = true
      if (!isPart(phrase)) counted = end
      if (isPart(phrase) || year !== undefined) continue
      main = claim
      meant = phrase
      thread.main = main
      isUnclear =
        claim.reason === 'partial' &&
        isCounted(phrase, number) &&
        !phrase.says.includes('disclosed')
      thread.meant = meant
      if (isDispute(phrase)) disputes++
    }
    i = end
  }
}

/** 复议诉讼41件，其中被纠正4件: of both together. */
const isOfBoth = (main: Claim | undefined): boolean =>
  main?.readings[0]?.includes('reconsiderations') === true && main.readings[0].length > 1

const isHandled = (main: Claim | undefined): boolean => main?.readings[0]?.[0] === 'handled'

/** 窗口接待咨询80人次，受理申请12件: the topic alone does not say whose applications these are. */
const isElsewhere = ({ given }: Phrase, said: Said): boolean =>
  said.narrowed && given !== undefined && !given.some((notion) => said.own.has(notion))

const isComparison = (lead: readonly Token[]): boolean =>
  lead.some((token) => token.kind === 'compare' || token.kind === 'more' || token.kind === 'less')

const isLimit = ({ atMost, given }: Phrase): boolean => atMost === true && given === undefined

function figureClaim(
  setting: Setting,
  reading: Reading,
  number: Token,
  phrase: Phrase,
  isUnclear: boolean,
  frame: Frame & { readonly otherwise: boolean },
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
    narrowed: frame.narrowed,
    absence: numeral?.value === 0,
    otherwise:
      frame.otherwise ||
      countsOtherwise(reading, number, isDisputed(phrase)) ||
      (comesIn(phrase) && isShare(reading, number)) ||
      (frame.scope !== undefined && standsBesideOwn(setting, reading, number, phrase)),
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
