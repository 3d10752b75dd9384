import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import type { Reading } from './reading.ts'
import { tableFigure } from './table-figure.ts'
import { yearClaim } from './years.ts'

/** Whether a passage speaks of the report's own year, or compares: then other years are meant. */
export const knowsItsYear = (passage: string, year: number): boolean =>
  present.some((word) => passage.includes(word)) || passage.includes(`${year}`)

const present = ['今年', '本年', '去年', '上年', '同比', '较', '相比']

/**
 * 2023年收到70件 in a report of 2024 that has 70 itself: the figure is this year's, the year is
 * not. Certain only where the passage never speaks of its own year, nor compares.
 */
export function* leftoverYearsIn(
  setting: Setting,
  reading: Reading,
  spoken: readonly Claim[],
): Generator<Claim> {
  const named = reading.tokens.filter((token) => token.numeral?.kind === 'year')
  const year = named[0]
  if (year === undefined || named.length > 1 || year.numeral?.value === setting.year) return
  const leftover = spoken.some(
    ({ left = 0, readings, reason }) =>
      reason === 'otherYear' &&
      left > 0 &&
      readings.some((measures) => {
        const figure = tableFigure(setting.report, measures)
        return 'value' in figure && figure.value === left
      }),
  )
  if (leftover) yield yearClaim(setting, reading, year)
}
