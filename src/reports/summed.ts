import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { type CellValue, emptyReport, type Report } from './report.ts'
import type { Sum } from './sum.ts'

/** Sums as a report without text: blank where nobody stated it, "/" where it applied to nobody. */
export const summedReport = (
  format: Format,
  sumAt: (address: string) => Sum | undefined,
): Report => ({
  ...emptyReport(format),
  cells: cellsOf(format).map(({ address }) => cellFrom(sumAt(address))),
})

function cellFrom(sum: Sum | undefined): CellValue {
  if (sum === undefined || sum.value !== null) return sum?.value ?? null
  return sum.notStated === 0 && sum.notApplicable > 0 ? 'n/a' : null
}
