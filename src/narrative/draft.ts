import type { Measure } from '../formats/format.ts'
import type { Report } from '../reports/report.ts'
import type { Claim, Figure } from './claim.ts'
import { placeOf, type Reading } from './reading.ts'
import { addressesOf } from './table-figure.ts'
import type { Token } from './tokens.ts'

type Finding = Pick<Claim, 'kind' | 'relation' | 'verdict' | 'reason'> & Partial<Claim>

/** A claim of a sentence, with what follows from the sentence filled in. */
export function claimOf(reading: Reading, at: readonly Token[], finding: Finding): Claim {
  return {
    passage: reading.passage,
    start: reading.sentence.start,
    end: reading.sentence.end,
    quote: reading.quote,
    figures: at.map((token) => figureOf(reading, token)),
    readings: [],
    cells: [],
    expected: [],
    ...finding,
  }
}

function figureOf(reading: Reading, token: Token): Figure {
  const [start, end] = placeOf(reading, token.start, token.end)
  const { numeral } = token
  return {
    start,
    end,
    text: reading.quote.slice(start - reading.sentence.start, end - reading.sentence.start),
    ...(numeral === undefined || Number.isNaN(numeral.value)
      ? {}
      : { value: numeral.value, unit: numeral.unit }),
  }
}

/** The cells that some readings speak of. */
export const cellsOfReadings = (
  report: Report,
  readings: readonly (readonly Measure[])[],
): readonly string[] => addressesOf(report, [...new Set(readings.flat())])
