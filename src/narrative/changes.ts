import type { Notion } from '../formats/notions.ts'
import { arithmeticIn } from './arithmetic.ts'
import { changeClaim } from './change-claim.ts'
import { subjectOf } from './change-subjects.ts'
import { isMoney, type Readings } from './change-verdicts.ts'
import {
  baseIn,
  changeIn,
  compares,
  comparisonAround,
  isOfMoney,
  isOneOfTwo,
  turns,
} from './change-words.ts'
import type { Claim } from './claim.ts'
import { clauseAround } from './clauses.ts'
import type { Setting } from './context.ts'
import { cellsOfReadings, claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import { respectiveChangesIn } from './respective-changes.ts'
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
    const each = clause.find(
      ({ kind }, at) => kind === 'respectively' || (kind === 'each' && turns(clause[at + 1])),
    )
    if (each !== undefined) {
      yield* respectiveChangesIn(setting, reading, topic, spoken, { compare, word: each, start })
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
      if (base !== undefined && !isTold(reading, base, spoken))
        yield* baseClaim(setting, reading, base, readings)
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

/** Whether a figure was judged where it stands. */
const isTold = ({ folded }: Reading, { start }: Token, spoken: readonly Claim[]): boolean =>
  spoken.some(({ figures: [at] }) => at?.start === folded.at(start))

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
