import type { Notion, Phrase } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import { leadStart, trailEnd } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { type Era, type Frame, frameOf } from './frame.ts'
import { judge } from './judge.ts'
import type { Reading } from './reading.ts'
import { groupsIn, phraseOf } from './stretch.ts'
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
  let main: Claim | undefined
  for (let i = 0; i < tokens.length; i++) {
    const number = tokens[i] as Token
    if (!isStatedFigure(tokens, i)) continue
    const start = leadStart(tokens, i)
    const lead = tokens.slice(start, i)
    if (isComparison(lead)) continue
    const trail = tokens.slice(i + 1, trailEnd(tokens, i))
    const frame = frameOf(tokens, [start, i], trail, setting.names, before.era)
    const given = givenBefore(reading, before)
    for (const { phrase, own } of phrasesFor(setting, lead, trail, given)) {
      if (!isUnder(phrase, main)) continue
      const claim = figureClaim(
        setting,
        reading,
        number,
        phrase,
        main,
        own ? frame : narrowed(frame),
      )
      yield claim
      if (phrase.under === undefined) main = claim
    }
  }
}

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

const givenBefore = (reading: Reading, before: Before): ReadonlySet<Notion> =>
  new Set([...before.topic, ...reading.notions])

interface Match {
  readonly phrase: Phrase
  /** False where the words are not the figure's own beyond doubt. */
  readonly own: boolean
}

/** The words before a number say what it counts; where they do not, those behind it may. */
function* phrasesFor(
  setting: Setting,
  lead: readonly Token[],
  trail: readonly Token[],
  given: ReadonlySet<Notion>,
): Generator<Match> {
  const time = timeOf(lead, setting.year) ?? timeOf(trail, setting.year)
  const groups = groupsIn(lead)
  if (groups.length > 1 && lead.some((token) => token.kind === 'each')) {
    for (const tokens of groups) {
      const phrase = phraseOf({ tokens, given, time })
      if (phrase !== undefined) yield { phrase, own: true }
    }
    return
  }
  const phrase =
    phraseOf({ tokens: lead, given, time }) ??
    phraseOf({ tokens: [...lead, ...trail], given, time })
  if (phrase === undefined) return
  const spoken = new Set(lead.flatMap((token) => token.notions))
  const complete = phrase.says.some((notion) => spoken.has(notion)) || trail.length > 0
  yield { phrase, own: complete && !isGuess(phrase, lead, spoken) }
}

/** A topic supplies the object only where nothing else could be meant. */
const isGuess = (phrase: Phrase, lead: readonly Token[], spoken: ReadonlySet<Notion>): boolean =>
  phrase.given !== undefined &&
  !phrase.given.some((notion) => spoken.has(notion)) &&
  lead.some((token) => token.kind === 'unknown')

/** 上年结转 or 结转下年度, also with the years written out. */
function timeOf(tokens: readonly Token[], year: number): 'lastYear' | 'nextYear' | undefined {
  const is = (kind: 'lastYear' | 'nextYear', value: number) =>
    tokens.some((token) => token.kind === kind || token.numeral?.value === value)
  if (is('lastYear', year - 1)) return 'lastYear'
  return is('nextYear', year + 1) ? 'nextYear' : undefined
}

const isUnder = (phrase: Phrase, main: Claim | undefined): boolean =>
  phrase.under === undefined ||
  (main?.readings[0]?.some((measure) => phrase.under?.includes(measure)) ?? false)

const narrowed = (frame: Frame): Frame => ({ ...frame, whole: false })

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
    // A carry-over names the year it comes from or goes to, not the year of the figures.
    year: phrase.time === undefined ? frame.year : undefined,
    scope: frame.scope,
  })
  return claimOf(reading, [number], { kind: 'figure', ...judged })
}
