import type { Measure } from '../formats/format.ts'
import { allConcluded, newAndCarried, type Phrase, sumOfResults } from '../formats/phrases.ts'
import { isAll } from './clauses.ts'
import type { Setting } from './context.ts'
import { isUnderstood } from './frame.ts'
import type { Known } from './known.ts'
import { bothKinds, groupsFor } from './lead-groups.ts'
import type { Names } from './names.ts'
import { partOfLead } from './part-of-lead.ts'
import type { Said } from './said.ts'
import { isRespective } from './stated.ts'
import { groupsIn, phraseOf, type Stretch } from './stretch.ts'
import type { Token } from './tokens.ts'

export interface Match {
  readonly phrase: Phrase
  readonly number: Token
  /** False where the words are not the figure's own beyond doubt. */
  readonly own: boolean
  /** The year it is the figure of, where the words next to it say so. */
  readonly year?: number
}

/** The words before a number say what it counts; where they do not, those behind it may. */
export function* matchesIn(
  setting: Setting,
  lead: readonly Token[],
  numbers: readonly Token[],
  trail: readonly Token[],
  known: Known,
): Generator<Match> {
  if (!speaks(lead) && !speaks(trail)) return
  const number = numbers[0] as Token
  const time = timeOf(lead, setting.year) ?? timeOf(trail, setting.year)
  let groups = isRespective(lead) ? groupsFor(lead, numbers.length) : groupsIn(lead)
  const each = lead.some((token) => token.kind === 'each')
  if (each && groups.length === 1) groups = bothKinds(groups[0] ?? [])
  const shared = groups.length > 1 && each
  if (shared || isRespective(lead)) {
    if (!shared && groups.length !== numbers.length) {
      yield* seriesIn(lead, numbers, { tokens: lead, time, ...known })
      return
    }
    for (const [i, tokens] of groups.entries()) {
      const phrase = phraseOf({ tokens, time, ...known })
      if (phrase !== undefined) yield { phrase, number: numbers[i] ?? number, own: true }
    }
    return
  }
  const phrase =
    partOfLead(lead, trail, { time, ...known }) ??
    phraseOf({ tokens: lead, time, ...known }) ??
    (!speaks(lead) && known.given.has('application') && isAllConcluded(trail)
      ? allConcluded
      : phraseOf({ tokens: [...lead, ...trail], time, ...known }))
  if (phrase !== undefined && phrase.money === (number.numeral?.unit === '元' || undefined))
    yield {
      phrase,
      number,
      own:
        !isGuess(phrase, lead, setting.names) &&
        isCounted(phrase, number) &&
        !isInstance(phrase, lead),
    }
}

const isAllConcluded = ([first, ...rest]: readonly Token[]): boolean =>
  (first?.notions.includes('request') ?? false) &&
  rest.some(isAll) &&
  rest.some(({ notions }) => notions.includes('conclude'))

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

/** 收到15件（2023年11件）, 上年为10件: the same count of another year. */
export function elsewhen(
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
export function totalOfBoth(
  lead: readonly Token[],
  [number]: readonly Token[],
  isCarried: boolean,
  { notions }: Said,
): readonly Match[] | undefined {
  const receives = notions.has('receive') || notions.has('receiveNew')
  if (!isCarried || !receives || number === undefined) return undefined
  if (!isMereTotal(lead)) return undefined
  return [{ phrase: newAndCarried, number, own: true }]
}

/** 共计, 合计, and no word of what. */
const isMereTotal = (lead: readonly Token[]): boolean =>
  lead.some(({ kind }) => kind === 'whole') &&
  lead.every(({ kind }) => kind === 'whole' || kind === 'filler' || kind === 'stop')

/** 予以公开14件、…、其他处理4件，合计37件. */
export function totalOfResults(
  lead: readonly Token[],
  [number]: readonly Token[],
  listed: ReadonlySet<Measure>,
): readonly Match[] | undefined {
  if (listed.size < 2 || number === undefined) return undefined
  if (!isMereTotal(lead)) return undefined
  return [{ phrase: sumOfResults([...listed]), number, own: true }]
}

/** Whether any of the words means something that the tables count. */
const speaks = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.kind === 'notion')

/** A topic supplies the object only where nothing else could be meant. */
const isGuess = (phrase: Phrase, lead: readonly Token[], names: Names): boolean =>
  phrase.given !== undefined &&
  !phrase.given.some((notion) => lead.some((token) => token.notions.includes(notion))) &&
  !isUnderstood(lead, names)

/** 涉密等不予公开的39件: one ground of several. */
const isInstance = ({ instances }: Phrase, lead: readonly Token[]): boolean =>
  instances === true && lead.some((token) => token.text === '等')

/** 行政处罚320项 may be the kinds of penalties there are. */
export const isCounted = ({ units }: Phrase, { numeral }: Token): boolean =>
  units === undefined || units.includes(numeral?.unit ?? '')

/** 上年结转 or 结转下年度, also with the years written out. */
function timeOf(tokens: readonly Token[], year: number): 'lastYear' | 'nextYear' | undefined {
  const is = (kind: 'lastYear' | 'nextYear', value: number) =>
    tokens.some(
      (token) =>
        token.kind === kind ||
        token.numeral?.value === value ||
        (token.notions.includes('carry') && says[kind].test(token.text)),
    )
  if (is('lastYear', year - 1)) return 'lastYear'
  return is('nextYear', year + 1) ? 'nextYear' : undefined
}

/** 转下年, 上年转来: the year is part of the word. */
const says = { lastYear: /上年|上一年|去年/, nextYear: /下年|下一年|次年|跨年/ } as const
