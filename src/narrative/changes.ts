import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/phrases.ts'
import type { Report } from '../reports/report.ts'
import {
  baseIn,
  type Change,
  changeIn,
  changesFrom,
  compares,
  comparisonAround,
  turns,
} from './change-words.ts'
import type { Claim, Reason, Verdict } from './claim.ts'
import { clauseAround, isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import { cellsOfReadings, claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import { phraseOf } from './stretch.ts'
import { addressesOf, tableFigure } from './table-figure.ts'
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
    if (clause.some((token) => token.kind === 'respectively')) {
      if (stated !== undefined) yield* respectively(setting, reading, spoken, compare, stated)
      i = end
      continue
    }
    // 较上年减少6件，同比下降24%: the same once more.
    const same = before?.end === start - 1 && !clause.some(speaks) ? before.readings : undefined
    const readings =
      same ?? (stated && subjectOf(setting, reading, topic, spoken, { start, end, change: stated }))
    if (stated !== undefined && readings !== undefined && isPlain(clause, setting)) {
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
    }
    i = end
  }
}

/** 复议24件、诉讼8件，分别增加3件、2件: as many changes as figures before. */
function* respectively(
  setting: Setting,
  reading: Reading,
  spoken: readonly Claim[],
  compare: Token,
  stated: Change,
): Generator<Claim> {
  const numbers = changesFrom(reading.tokens, reading.tokens.indexOf(stated.at))
  const before = reading.folded.at(compare.start)
  const subjects = spoken
    .filter(({ figures, kind }) => kind === 'figure' && (figures[0]?.start ?? before) < before)
    .slice(-numbers.length)
  if (numbers.length < 2 || subjects.length < numbers.length || setting.lastYear === undefined)
    return
  const sign = stated.value < 0 ? -1 : 1
  for (const [i, at] of numbers.entries()) {
    const { numeral } = at
    const subject = subjects[i]
    if (numeral === undefined || subject === undefined || subject.reason === 'partial') continue
    const change = { ...stated, at, value: sign * numeral.value, decimals: numeral.decimals }
    yield changeClaim(setting, reading, [compare, at], change, subject.readings)
  }
}

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

type Readings = readonly (readonly Measure[])[]

/** What changed: named in the clause itself, or the last figure stated, with no other since. */
function subjectOf(
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
    const stretch = { tokens: own, given, time: undefined }
    const phrase = phraseOf(stretch) ?? phraseOf({ ...stretch, tokens: [receive, ...own] })
    return phrase?.under === undefined ? phrase?.means : undefined
  }
  const before = reading.folded.at(reading.tokens[start]?.start ?? 0)
  const last = spoken.findLast(
    (claim) =>
      (claim.figures[0]?.start ?? claim.start) < before && !isEnclosed(reading, claim, start),
  )
  if (last === undefined || last.reason === 'partial' || last.reason === 'otherYear')
    return undefined
  if (setting.lastYear === undefined || openBetween(reading, last, start).some(isQuantity))
    return undefined
  // 70件，其中自然人60件，同比增长40%: of which of the two, only the figures can tell.
  const fitting = [last, ...spoken].find(
    ({ kind, figures, readings, start: of }) =>
      kind === 'figure' && (figures[0]?.start ?? of) < before && fits(setting, change, readings),
  )
  return (fitting ?? last).readings
}

/** The words behind a claim and before a comparison. */
function between({ tokens, folded }: Reading, claim: Claim, start: number): readonly Token[] {
  const after = claim.figures.at(-1)?.end ?? claim.end
  return tokens.slice(0, start).filter((token) => folded.at(token.start) >= after)
}

/** （自然人24件、企业5件），同比…: whether a claim stands in brackets closed before a place. */
function isEnclosed(reading: Reading, claim: Claim, start: number): boolean {
  let depth = 0
  for (const { text } of between(reading, claim, start)) {
    if (text === '（') depth++
    if (text === '）' && --depth < 0) return true
  }
  return false
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

/** Whether a change is what the tables of the two years make it. */
const fits = (setting: Setting, change: Change, readings: Readings): boolean =>
  verdictOn(change, offBy(setting, change, readings), true).verdict === 'supported'

const offBy = (setting: Setting, { value, percent }: Change, readings: Readings): number =>
  Math.min(
    ...readings
      .map((measures) => Math.abs((realChange(setting, measures, percent) ?? Number.NaN) - value))
      .filter((off) => !Number.isNaN(off)),
  )

/** 申请量同比上升: in a passage about applications, those received are meant. */
const receive: Token = { kind: 'notion', start: 0, end: 0, text: '', notions: ['receive'] }

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

/** Across two formats only figures that mean the same in both: 新制作 is not 制发. */
function isComparable(report: Report, lastYear: Report, measures: readonly Measure[]): boolean {
  if (report.format === lastYear.format) return true
  const exact = new Set(
    crosswalkOf(lastYear.format, report.format)
      .filter(({ grade }) => grade === 'exact')
      .map(({ to }) => to),
  )
  return addressesOf(report, measures).every((address) => exact.has(address))
}

function realChange(
  { report, lastYear }: Setting,
  measures: readonly Measure[],
  percent: boolean,
): number | undefined {
  if (lastYear === undefined || !isComparable(report, lastYear, measures)) return undefined
  const now = tableFigure(report, measures)
  const then = tableFigure(lastYear, measures)
  if (!('value' in now) || !('value' in then)) return undefined
  if (!percent) return now.value - then.value
  return then.value === 0 ? undefined : (100 * (now.value - then.value)) / then.value
}

/** 0.05 points (DOMAIN XY-CHANGE), or half of the last digit given; twice that may be cut off. */
function verdictOn(
  { percent, decimals, approximate, loose }: Change,
  off: number,
  complete: boolean,
): { verdict: Verdict; reason: Reason } {
  if (approximate) return { verdict: 'notCheckable', reason: 'approximate' }
  const tolerance = percent ? Math.max(0.05, 0.5 * 10 ** -decimals) : 0
  if (off <= tolerance + 1e-9) return { verdict: 'supported', reason: 'compared' }
  if (!complete) return { verdict: 'notCheckable', reason: 'notStated' }
  if (loose) return { verdict: 'notCheckable', reason: 'rounding' }
  if (off < 10 ** -decimals && percent) return { verdict: 'notCheckable', reason: 'rounding' }
  return { verdict: 'contradicted', reason: 'compared' }
}
