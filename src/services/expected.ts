import { Problem } from '../errors.ts'
import { formatDueFor, formats } from '../formats/index.ts'
import type { Agency } from '../store/agency-store.ts'

/** Refuses a year for which there is no format, or in which the agency does not file. */
export function mustBeExpected({ id, validFrom, validTo }: Agency, year: number): void {
  if (formatDueFor(year) === undefined) {
    const from = Math.min(...formats.map((format) => format.from))
    throw new Problem('no-format-for-year', { year, from })
  }
  if (year < (validFrom ?? year) || year > (validTo ?? year)) {
    throw new Problem('not-expected', { agency: id, from: validFrom ?? '…', to: validTo ?? '…' })
  }
}
