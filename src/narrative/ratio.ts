import type { Report } from '../reports/report.ts'
import type { Readings } from './change-verdicts.ts'
import type { Claim } from './claim.ts'
import { tableFigure } from './table-figure.ts'
import type { Token } from './tokens.ts'

/** A percentage that a sentence states, of what in the tables it is the share of what. */
export interface Ratio {
  readonly at: Token
  readonly claim: Claim
  readonly parts: Readings
  readonly wholes: Readings
}

/** What the tables make of each part over each whole, in percent; nothing where a cell is missing. */
export function percentagesOf(
  report: Report,
  parts: Readings,
  wholes: Readings,
): readonly (number | undefined)[] {
  const sumOf = (measures: Readings[number]): number | undefined => {
    const figure = tableFigure(report, measures)
    return 'value' in figure ? figure.value : undefined
  }
  return parts.flatMap((part) =>
    wholes.map((whole) => {
      const [some, all] = [sumOf(part), sumOf(whole)]
      return some === undefined || all === undefined || all === 0 ? undefined : (100 * some) / all
    }),
  )
}
