import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import writeExcelFile from 'write-excel-file/node'
import { readExcel } from '../src/documents/excel.ts'
import { figuresOf } from '../src/documents/figures.ts'
import { formsOf } from '../src/documents/form.ts'
import { csvLine, wideHeader, wideRow } from '../src/documents/print/csv.ts'
import { reportExcel } from '../src/documents/print/excel.ts'
import { tablesHtml } from '../src/documents/print/html.ts'
import { printers } from '../src/documents/print/index.ts'
import { format2021 } from '../src/formats/2021.ts'
import { filledReport } from '../test/documents/filled-report.ts'

/** Reports printed a second on one core, beside what the library does with the same cells bare. */

const report = filledReport(format2021)
const about = { agency: '云溪县档案局', year: 2024 }
const forms = formsOf(format2021)

/** The cells of the forms and nothing else: no spans, styles, names, formulas or prose. */
const bareWord = () =>
  Packer.toBuffer(
    new Document({
      sections: forms.map(({ rows }) => ({
        children: [
          new Table({
            rows: rows.map(
              (row) =>
                new TableRow({
                  children: row.map(
                    ({ text }) => new TableCell({ children: [new Paragraph(text || '0')] }),
                  ),
                }),
            ),
          }),
        ],
      })),
    }),
  )

const bareExcel = () =>
  writeExcelFile(
    forms.map(({ table, rows }) => ({
      sheet: table.id,
      data: rows.map((row) => row.map(({ text }) => text || 0)),
    })),
  ).toBuffer()

const header = wideHeader([format2021])
const form = await reportExcel(report, about)

const tasks: Record<string, () => Promise<{ length: number }> | { length: number }> = {
  'HTML page': () => printed('text/html'),
  'HTML tables': () => Buffer.from(tablesHtml(format2021, figuresOf(report))),
  'CSV long': () => printed('text/csv'),
  'CSV wide, a row': () => Buffer.from(csvLine(wideRow(header, report, about))),
  Word: () => printed('application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  'docx alone, cells only': bareWord,
  Excel: () => printed('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  'write-excel-file alone, cells only': bareExcel,
  'Excel form read back': async () => (await readExcel(form)).cells,
}

const printed = (mediaType: string) => printers[mediaType]?.print(report, about) ?? []

for (const [name, task] of Object.entries(tasks)) {
  for (let i = 0; i < 20; i++) await task()
  const start = performance.now()
  let runs = 0
  let length = 0
  while (performance.now() - start < 2000) {
    length = (await task()).length
    runs += 1
  }
  const each = (performance.now() - start) / runs
  console.log(
    `${name.padEnd(36)} ${(1000 / each).toFixed(0).padStart(7)} /s ${each.toFixed(2).padStart(8)} ms  ${length}`,
  )
}
