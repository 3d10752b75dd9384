import writeExcelFile from 'write-excel-file/node'
import type { Format } from '../../formats/format.ts'
import type { Report } from '../../reports/report.ts'
import { type Figures, figuresOf } from '../figures.ts'
import { formsOf } from '../form.ts'
import { packageOf } from './excel-package.ts'
import { drawReport } from './excel-report.ts'
import { type Drawn, drawForm } from './excel-sheet.ts'
import type { About } from './printer.ts'
import { timeless } from './timeless.ts'

/** A report in Excel: its tables on the official grid, a sheet each, and its text on the first. */
export const reportExcel = (report: Report, about: About): Promise<Buffer> =>
  written([drawReport(report, about), ...drawTables(report.format, figuresOf(report), false)])

/** The same to be filled in: every total is live, what is known already stands in its place. */
export const formExcel = (report: Report, about: About): Promise<Buffer> =>
  written([drawReport(report, about), ...drawTables(report.format, figuresOf(report), true)])

/** The official tables alone, for any figures: a county's sums. */
export const tablesExcel = (format: Format, figures: Figures): Promise<Buffer> =>
  written(drawTables(format, figures, false))

const drawTables = (format: Format, figures: Figures, blanks: boolean): readonly Drawn[] =>
  formsOf(format).map((form) => drawForm(format, form, figures, blanks))

const written = async (sheets: readonly Drawn[]): Promise<Buffer> => {
  const file = writeExcelFile(
    sheets.map(({ name, data, widths, sticky }) => ({
      sheet: name,
      data,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: sticky.rows,
      stickyColumnsCount: sticky.columns,
    })),
    { fontFamily: '宋体', fontSize: 11, features: [packageOf(sheets)] },
  )
  return timeless(await file.toBuffer())
}
