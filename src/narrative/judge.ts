import type { Phrase } from '../formats/phrases.ts'
import type { Report } from '../reports/report.ts'
import type { Claim, Reason, Verdict } from './claim.ts'
import type { Setting } from './context.ts'
import { cellsOfReadings } from './draft.ts'
import { tableFigure } from './table-figure.ts'

/** What a sentence says of the tables, before it is compared with them. */
export interface Statement {
  readonly value: number
  readonly phrase: Phrase
  readonly approximate: boolean
  /** What the last digit given counts; more than 1 in 6.5万件. */
  readonly step?: number
  /** Whether every word around the figure is understood and none of them narrows it. */
  readonly whole: boolean
  /** Whether one of those words narrows it. */
  readonly narrowed?: boolean
  /** 未收到: said as an absence, not as a number. */
  readonly absence: boolean
  /** It may count otherwise than the tables do, and so contradicts nothing. */
  readonly otherwise?: boolean
  readonly year: number | undefined
  readonly scope: string | undefined
}

type Judged = Pick<
  Claim,
  'relation' | 'verdict' | 'reason' | 'readings' | 'cells' | 'expected' | 'left'
> &
  Partial<Pick<Claim, 'right' | 'softened' | 'scope'>>

/** Compares a statement with the tables of the year it speaks of. */
export function judge(setting: Setting, statement: Statement): Judged {
  const { phrase, value } = statement
  const report = reportOf(setting, statement.year)
  const cells = cellsOfReadings(setting.report, phrase.means)
  const judged = (
    verdict: Verdict,
    reason: Reason,
    compared: Pick<Judged, 'expected' | 'right' | 'softened' | 'scope'>,
  ): Judged => ({
    relation: phrase.atMost && !statement.absence ? 'atMost' : 'equals',
    readings: phrase.means,
    cells,
    left: value,
    verdict,
    reason,
    ...compared,
  })
  const open = (reason: Reason): Judged => judged('notCheckable', reason, { expected: [] })
  if (statement.approximate) return open('approximate')
  if (report === undefined) return open('otherYear')
  const figures = phrase.means.map((measures) => tableFigure(report, measures))
  const unit = phrase.money ? fenInYuan : 1
  const expected = [
    ...new Set(figures.flatMap((figure) => ('value' in figure ? [figure.value / unit] : []))),
  ]
  const missing = figures.find((figure) => 'missing' in figure)
  const right = closest(expected, value)
  const compared = { expected, ...(right === undefined ? {} : { right }) }
  const decided = (verdict: Verdict, reason: Reason): Judged => judged(verdict, reason, compared)

  if (!statement.whole) {
    // 全市税务系统收到126件, and so do the tables: no chance makes two such figures equal. Where it
    // might, the figure is confirmed, but nothing is built upon it.
    const same = value > 0 && expected.includes(value)
    if (same && value >= farFromChance(statement)) return decided('supported', 'compared')
    return decided(same && !statement.narrowed ? 'supported' : 'notCheckable', 'partial')
  }
  const slack = phrase.lessUpTo === undefined ? undefined : tableFigure(report, [phrase.lessUpTo])
  const less = slack !== undefined && 'value' in slack ? slack.value : 0
  const step = roundedTo(statement)
  const off = Math.min(
    ...expected.map((figure) =>
      phrase.atMost && !statement.absence
        ? Math.max(0, value - figure)
        : Math.min(Math.abs(value - figure), Math.abs(value - figure + less)),
    ),
  )
  if (off <= step / 2) return decided('supported', 'compared')
  if (off < step) return decided('notCheckable', 'rounding')
  if (expected.some((figure) => value < figure && value > figure - less))
    return decided('notCheckable', 'partial')
  if (missing !== undefined) return decided('notCheckable', missing.missing)
  const firm =
    statement.otherwise !== true &&
    phrase.loose !== true &&
    (phrase.loose === undefined || statement.absence)
  if (!firm) return decided('notCheckable', 'partial')
  const { scope } = statement
  return judged('contradicted', 'compared', {
    expected,
    ...(right === undefined ? {} : { right }),
    ...(scope === undefined ? {} : { softened: true as const, scope }),
  })
}

/** Smaller figures are too often equal without being the same: 网上收到12件 need not be all. */
const farFromChance = ({ narrowed }: Statement): number => (narrowed ? 100 : 10)

/** Money is held in 分 and spoken of in 元. */
export const fenInYuan = 100

/** 6.5万件 is rounded or cut off; 65件 and 12.5元 are as they stand. */
const roundedTo = ({ step = 1, phrase }: Statement): number =>
  step > 1 || (phrase.money && step > 0.01) ? step : 0

/** The report whose tables hold a year's figures. */
function reportOf({ report, year, lastYear }: Setting, of: number | undefined): Report | undefined {
  if (of === undefined || of === year) return report
  return of === year - 1 ? lastYear : undefined
}

function closest(values: readonly number[], to: number): number | undefined {
  let best: number | undefined
  for (const value of values) {
    if (best === undefined || Math.abs(value - to) < Math.abs(best - to)) best = value
  }
  return best
}
