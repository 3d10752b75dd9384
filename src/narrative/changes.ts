import type { Notion } from '../formats/notions.ts'
import { arithmeticIn } from './arithmetic.ts'
import { subjectOf } from './change-subjects.ts'
import { isMoney, type Readings, realChange, verdictOn } from './change-verdicts.ts'
import {
  baseIn,
  type Change,
  changeIn,
  changesFrom,
  compares,
  comparisonAround,
  isOneOfTwo,
  turns,
} from './change-words.ts'
import type { Claim } from './claim.ts'
import { clauseAround, isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import { cellsOfReadings, claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import { groupsIn, phraseOf } from './stretch.ts'
import { tableFigure } from './table-figure.ts'
import type { Token } from './tokens.ts'

/** Every 同比, 较去年 of a sentence that speaks of a figure of the tables. */
export function* changesIn(
  setting: Setting,
  reading: Reading,
  topic: readonly Notion[],
  spoken: readonly Claim[],
): Generator<Claim> {
  const { tokens } = reading
  let before: { readonly end: number; readonly readings: Readings } | undefined
  for (let i = 0; i < tokens.length; i++) {
    const compare = tokens[i] as Token
    if (!compares(tokens, i) || compare.text === '环比') continue
    const [start, end] = comparisonAround(tokens, i)
    const stated = changeIn(tokens.slice(i, end))
    const clause = tokens.slice(start, end)
    const each = clause.find((token) => token.kind === 'respectively')
    if (each !== undefined) {
      yield* respectively(setting, reading, topic, spoken, { compare, word: each, start })
      i = end
      continue
    }
    // 较上年减少6件，同比下降24%: the same once more.
    const same =
      before?.end === start - 1 && !clause.some((token) => speaks(token) || isOneOfTwo(token))
        ? before.readings
        : undefined
    const readings =
      same ?? (stated && subjectOf(setting, reading, topic, spoken, { start, end, change: stated }))
    const alike =
      stated?.percent || (stated && isOfMoney(stated)) === (readings && isMoney(readings))
    if (stated !== undefined && readings !== undefined && alike && isPlain(clause, setting)) {
      before = { end, readings }
      const base = baseIn(tokens.slice(i, end))
      if (base !== undefined) yield* baseClaim(setting, reading, base, readings)
      yield changeClaim(setting, reading, [compare, stated.at], stated, readings)
      // 较上年增加20件，增长40%: the same change once more.
      const [, next] = clauseAround(tokens, end + 1)
      const again = turns(tokens[end + 1]) ? changeIn(tokens.slice(end + 1, next)) : undefined
      if (again !== undefined && isPlain(tokens.slice(end + 1, next), setting)) {
        yield changeClaim(setting, reading, [again.at], again, readings)
        i = next
        continue
      }
    } else if (stated !== undefined && isPlain(clause, setting)) {
      yield* arithmeticIn(reading, { start, end, at: i }, stated)
    }
    i = end
  }
}

/** 复议24件、诉讼8件，分别增加3件、2件: as many changes as figures before. */
function* respectively(
  setting: Setting,
  reading: Reading,
  topic: readonly Notion[],
  spoken: readonly Claim[],
  { compare, word, start }: { compare: Token; word: Token; start: number },
): Generator<Claim> {
  const { tokens } = reading
  const changes = changesFrom(tokens, tokens.indexOf(word))
  const before = reading.folded.at(compare.start)
  const named = namedRightBefore(reading, topic, start, tokens.indexOf(word))
  if (named !== undefined) {
    for (const [i, change] of changes.entries()) {
      const readings = named.length === changes.length ? named[i] : undefined
      if (readings !== undefined && (isOfMoney(change) === isMoney(readings) || change.percent))
        yield changeClaim(setting, reading, [compare, change.at], change, readings)
    }
    return
  }
  const subjects = spoken
    .filter(({ figures, kind }) => kind === 'figure' && (figures[0]?.start ?? before) < before)
    .slice(-changes.length)
  if (changes.length < 2 || subjects.length < changes.length || setting.lastYear === undefined)
    return
  // Another number among them, and it is not known which of them are meant.
  const starts = subjects.map(({ figures: [at] }) => at?.start ?? before)
  const stated = tokens.filter(({ start, numeral }) => {
    const place = reading.folded.at(start)
    return numeral?.kind === 'count' && (starts[0] ?? before) <= place && place < before
  })
  if (!stated.every(({ start }) => starts.includes(reading.folded.at(start)))) return
  for (const [i, change] of changes.entries()) {
    const subject = subjects[i]
    if (subject === undefined || subject.reason === 'partial') continue
    if (isOfMoney(change) === isMoney(subject.readings) || change.percent)
      yield changeClaim(setting, reading, [compare, change.at], change, subject.readings)
  }
}

/** 许可、强制双降（分别减11件、2件）: the kinds named since the last figure; a hole for what is none. */
function namedRightBefore(
  { tokens, notions }: Reading,
  topic: readonly Notion[],
  start: number,
  word: number,
): readonly (Readings | undefined)[] | undefined {
  const from = tokens[start - 1]?.text === '（' ? clauseStart(tokens, start - 2) : start
  const words = tokens.slice(from, word)
  if (words.some(isQuantity) || !words.some(speaks)) return undefined
  const given = new Set([...topic, ...notions])
  return groupsIn(words).map((group) => phraseOf({ tokens: group, given, time: undefined })?.means)
}

/** Where the clause of a token begins, across 、. */
function clauseStart(tokens: readonly Token[], at: number): number {
  let i = at
  while (i > 0 && (tokens[i - 1]?.kind !== 'stop' || tokens[i - 1]?.text === '、')) i--
  return i
}

const isOfMoney = ({ step }: Change): boolean => step !== undefined

/** The figure of the year before that a change is reckoned from. */
function* baseClaim(
  setting: Setting,
  reading: Reading,
  base: Token,
  readings: Readings,
): Generator<Claim> {
  const { lastYear } = setting
  const value = base.numeral?.value ?? 0
  if (lastYear === undefined || base.numeral?.approximate) return
  const figures = readings.map((measures) => tableFigure(lastYear, measures))
  const expected = figures.flatMap((figure) => ('value' in figure ? [figure.value] : []))
  const right = expected[0]
  if (right === undefined || expected.length < figures.length) return
  yield claimOf(reading, [base], {
    kind: 'figure',
    relation: 'equals',
    verdict: expected.includes(value) ? 'supported' : 'contradicted',
    reason: 'compared',
    readings,
    cells: cellsOfReadings(setting.report, readings),
    left: value,
    right: expected.includes(value) ? value : right,
    expected,
  })
}

const speaks = (token: Token): boolean => token.kind === 'notion'

/** Only known words, and no year but the report's and the one before. */
const isPlain = (clause: readonly Token[], { year }: Setting): boolean =>
  clause.every(
    (token) =>
      token.kind !== 'unknown' &&
      token.kind !== 'part' &&
      token.kind !== 'opaque' &&
      (token.numeral?.kind !== 'year' ||
        token.numeral.value === year - 1 ||
        token.numeral.value === year),
  )

function changeClaim(
  setting: Setting,
  reading: Reading,
  at: readonly Token[],
  change: Change,
  readings: Readings,
): Claim {
  const expected = readings.flatMap((measures) => {
    const real = realChange(setting, measures, change.percent)
    return real === undefined ? [] : [real]
  })
  const offs = expected.map((real) => Math.abs(real - change.value))
  const off = Math.min(...offs)
  const scope = reading.tokens.find((token) => token.kind === 'scope')?.text
  const { verdict, reason } = verdictOn(change, off, expected.length === readings.length)
  const right = expected[offs.indexOf(off)]
  return claimOf(reading, at, {
    kind: 'change',
    relation: 'changeFrom',
    verdict,
    reason,
    readings,
    cells: cellsOfReadings(setting.report, readings),
    left: change.value,
    ...(right === undefined ? {} : { right: rounded(right) }),
    expected: expected.map(rounded),
    ...(verdict === 'contradicted' && scope !== undefined
      ? { softened: true as const, scope }
      : {}),
  })
}

const rounded = (value: number): number => Math.round(value * 100) / 100
