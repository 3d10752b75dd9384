import type { Claim } from './claim.ts'
import { clauseAround } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import { tableFigure } from './table-figure.ts'
import type { Token } from './tokens.ts'

/** The years of a sentence that have to be the report's. Other years are rightly named. */
export function* yearsIn(setting: Setting, reading: Reading): Generator<Claim> {
  const { text } = reading.folded
  if (
    periodWords.some((word) => text.includes(word)) &&
    dates.some((date) => text.includes(date))
  ) {
    yield* periodYears(setting, reading)
  }
  if (reading.notions.has('carry')) yield* carriedYears(setting, reading)
}

const periodWords = [
  '统计期',
  '统计时限',
  '统计时间',
  '统计数据',
  '数据统计',
  '统计时段',
  '统计区间',
]
const dates = ['1月1日', '12月31日']

/** 统计期限自2024年1月1日起至2024年12月31日止: every year in it, wrong ones once each. */
function* periodYears(setting: Setting, reading: Reading): Generator<Claim> {
  const { tokens } = reading
  const years = tokens.filter(
    (token, i) =>
      token.numeral?.kind === 'year' && dates.some((date) => tokens[i + 1]?.text === date),
  )
  const wrong = years.filter((token) => token.numeral?.value !== setting.year)
  const first = years[0]
  if (first === undefined) return
  if (wrong.length === 0) yield yearClaim(setting, reading, first)
  const seen = new Set<number | undefined>()
  for (const token of wrong) {
    if (!seen.has(token.numeral?.value)) yield yearClaim(setting, reading, token)
    seen.add(token.numeral?.value)
  }
}

export function yearClaim(
  { year }: Setting,
  reading: Reading,
  at: Token,
  expected: number = year,
): Claim {
  const stated = at.numeral?.value ?? 0
  return claimOf(reading, [at], {
    kind: 'year',
    relation: 'is',
    verdict: stated === expected ? 'supported' : 'contradicted',
    reason: 'compared',
    left: stated,
    right: expected,
    expected: [expected],
  })
}

const onward = ['至', '到', '于']

/** 5件转结2024年办结 in a report of 2024: what is carried goes into the next year. */
function* carriedYears(setting: Setting, reading: Reading): Generator<Claim> {
  const { tokens } = reading
  for (let i = 0; i < tokens.length; i++) {
    if (!tokens[i]?.notions.includes('carry')) continue
    const joined = onward.includes(tokens[i + 1]?.text ?? '')
    const at = joined ? i + 2 : i + 1
    const year = tokens[at]
    if (year?.numeral?.kind !== 'year' || year.numeral.value !== setting.year) continue
    const goesOn = tokens[at + 1]?.notions.some(
      (notion) => notion === 'handle' || notion === 'conclude',
    )
    const goes =
      joined ||
      (tokens[i]?.text.endsWith('至') ?? false) ||
      goesOn ||
      tokens[at + 1]?.text.startsWith('继续')
    if (goes && !comesFromBefore(setting, tokens, i, year))
      yield yearClaim(setting, reading, year, setting.year + 1)
  }
}

/** 上年结转至2024年 is what was carried in, and so may be a figure equal to that. */
function comesFromBefore(
  { report, year }: Setting,
  tokens: readonly Token[],
  carry: number,
  named: Token,
): boolean {
  const figure = tokens.slice(0, carry).findLast((token) => token.numeral?.kind === 'count')
  const carriedIn = tableFigure(report, ['carriedIn'])
  const stated = figure?.numeral?.value
  const [start, end] = clauseAround(tokens, carry)
  return (
    tokens
      .slice(start, end)
      .some(
        (token) =>
          token.kind === 'lastYear' || (token !== named && token.numeral?.value === year - 1),
      ) ||
    stated === undefined ||
    (stated > 0 && 'value' in carriedIn && carriedIn.value === stated)
  )
}
