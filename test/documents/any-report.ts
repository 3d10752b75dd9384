import fc from 'fast-check'
import { type Cell, cellsOf } from '../../src/formats/cells.ts'
import type { Format } from '../../src/formats/format.ts'
import { passagesOf } from '../../src/formats/passages.ts'
import type { CellValue, Report } from '../../src/reports/report.ts'

/** Any report of a format: blanks, zeros, "/" and numbers side by side, whether or not they add up. */
export const anyReport = (format: Format): fc.Arbitrary<Report> =>
  fc.record(
    {
      format: fc.constant(format),
      title: fc.option(anyText),
      period: fc.option(fc.constant({ from: '2024-01-01', to: '2024-12-31' })),
      narrative: fc.record(
        Object.fromEntries(passagesOf(format).map(({ address }) => [address, fc.option(anyText)])),
        { noNullPrototype: true },
      ),
      cells: fc.tuple(...cellsOf(format).map(anyValue)),
    },
    { noNullPrototype: true },
  )

/** Text with what is dangerous in one medium or another, and with line breaks. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('一、', '申请', '=cmd', '+1', '-2', '@x', '\t', '\r', '\n', '"', ',', "'"),
      fc.constantFrom('<b>', '&amp;', ']]>', '_x000D_', '𠮷', '\ufffd', '\u0085', 'constructor'),
      fc.string({ maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '' && !/[\ufffe\uffff]/.test(text))

const anyValue = (cell: Cell): fc.Arbitrary<CellValue> =>
  fc.oneof(
    fc.constantFrom<CellValue>(null, 'n/a', 0),
    fc.integer({ min: cell.signed ? -5 : 0, max: 12 }),
    fc.integer({ min: cell.signed ? -2e9 : 0, max: 2e9 }),
  )
