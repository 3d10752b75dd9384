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
  /** Whether every word around the figure is understood and none of them narrows it. */
  readonly whole: boolean
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
  const base = {
    relation: phrase.atMost ? ('atMost' as const) : ('equals' as const),
    readings: phrase.means,
    cells: cellsOfReadings(setting.report, phrase.means),
    left: value,
  }
  const open = (reason: Reason): Judged => ({
    ...base,
    verdict: 'notCheckable',
    reason,
    expected: [],
  })
  if (statement.approximate) return open('approximate')
  if (report === undefined) return open('otherYear')
  const figures = phrase.means.map((measures) => tableFigure(report, measures))
  const expected = [
    ...new Set(figures.flatMap((figure) => ('value' in figure ? [figure.value] : []))),
  ]
  const missing = figures.find((figure) => 'missing' in figure)
  const right = closest(expected, value)
  const compared = { ...base, expected, ...(right === undefined ? {} : { right }) }
  const decided = (verdict: Verdict, reason: Reason): Judged => ({ ...compared, verdict, reason })

  if (!statement.whole) return decided('notCheckable', 'partial')
  const slack = phrase.lessUpTo === undefined ? undefined : tableFigure(report, [phrase.lessUpTo])
  const less = slack !== undefined && 'value' in slack ? slack.value : 0
  const fits = expected.some((figure) =>
    phrase.atMost ? value <= figure : value <= figure && value >= figure - less,
  )
  if (fits) return decided('supported', 'compared')
  if (missing !== undefined) return decided('notCheckable', missing.missing)
  const firm =
    statement.otherwise !== true &&
    phrase.loose !== true &&
    (phrase.loose === undefined || statement.absence)
  if (!firm) return decided('notCheckable', 'partial')
  const { scope } = statement
  return {
    ...decided('contradicted', 'compared'),
    ...(scope === undefined ? {} : { softened: true as const, scope }),
  }
}

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
