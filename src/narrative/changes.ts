import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/phrases.ts'
import type { Report } from '../reports/report.ts'
import { type Change, changeIn, compares, comparisonAround, turns } from './change-words.ts'
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
  for (let i = 0; i < tokens.length; i++) {
    const compare = tokens[i] as Token
    if (!compares(tokens, i) || compare.text === '环比') continue
    const [start, end] = comparisonAround(tokens, i)
    const stated = changeIn(tokens.slice(i, end))
    const readings = stated && subjectOf(setting, reading, topic, spoken, start, end)
    if (
      stated !== undefined &&
      readings !== undefined &&
      isPlain(tokens.slice(start, end), setting)
    ) {
      yield changeClaim(setting, reading, [compare, stated.at], stated, readings)
      // 较上年增加20件，增长40%: the same change once more.
      const [, next] = clauseAround(tokens, end + 1)
      const again = turns(tokens[end + 1]) ? changeIn(tokens.slice(end + 1, next)) : undefined
      if (again !== undefined && isPlain(tokens.slice(end + 1, next), setting)) {
        yield changeClaim(setting, reading, [again.at], again, readings)
      }
    }
    i = end
  }
}

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
  start: number,
  end: number,
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
  const last = spoken.findLast((claim) => (claim.figures[0]?.start ?? claim.start) < before)
  if (last === undefined || last.reason === 'partial' || last.reason === 'otherYear')
    return undefined
  const after = last.figures.at(-1)?.end ?? last.end
  const between = reading.tokens.filter((token) => {
    const place = reading.folded.at(token.start)
    return place >= after && place < before
  })
  return between.some(isQuantity) || setting.lastYear === undefined ? undefined : last.readings
}

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
  { percent, decimals, approximate }: Change,
  off: number,
  complete: boolean,
): { verdict: Verdict; reason: Reason } {
  if (approximate) return { verdict: 'notCheckable', reason: 'approximate' }
  const tolerance = percent ? Math.max(0.05, 0.5 * 10 ** -decimals) : 0
  if (off <= tolerance + 1e-9) return { verdict: 'supported', reason: 'compared' }
  if (!complete) return { verdict: 'notCheckable', reason: 'notStated' }
  if (off < 10 ** -decimals && percent) return { verdict: 'notCheckable', reason: 'rounding' }
  return { verdict: 'contradicted', reason: 'compared' }
}
