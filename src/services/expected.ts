import { Problem } from '../errors.ts'
import { formatDueFor, formats } from '../formats/index.ts'
import type { Text } from '../reports/text.ts'
import type { Agency } from '../store/agency-store.ts'

/** Refuses a year for which there is no format, or in which the agency does not file. */
export function mustBeExpected({ id, validFrom, validTo }: Agency, year: number): void {
  if (formatDueFor(year) === undefined) {
    const from = Math.min(...formats.map((format) => format.from))
    throw new Problem('no-format-for-year', { year, from })
  }
  if (year < (validFrom ?? year) || year > (validTo ?? year)) {
    throw new Problem('not-expected', { agency: id, years: yearsFrom(validFrom, validTo) })
  }
}

function yearsFrom(from: number | null, to: number | null): Text {
  if (from === null) return { zh: `${to} 年及以前`, en: `until ${to}` }
  if (to === null) return { zh: `${from} 年及以后`, en: `from ${from} on` }
  return { zh: `${from} 至 ${to} 年`, en: `from ${from} to ${to}` }
}
