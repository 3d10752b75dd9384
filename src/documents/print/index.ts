import { figuresOf } from '../figures.ts'
import { excelType, wordType } from '../media-types.ts'
import { csv } from './csv.ts'
import { html, tablesHtml } from './html.ts'
import type { Printer } from './printer.ts'

/** These print with libraries that only the thread that prints need load. */
const excelFile = () => import('./excel.ts')
const wordFile = () => import('./word.ts')

const excel: Printer = {
  mediaType: excelType,
  extension: 'xlsx',
  print: async (report, about) => (await excelFile()).reportExcel(report, about),
}

const word: Printer = {
  mediaType: wordType,
  extension: 'docx',
  print: async (report, about) => (await wordFile()).reportWord(report, about),
}

const byMediaType = (all: readonly Printer[]): Readonly<Record<string, Printer>> =>
  Object.fromEntries(all.map((printer) => [printer.mediaType, printer]))

/** What a report can be printed in, by media type. A new medium is one new file and one line. */
export const printers = byMediaType([html, word, excel, csv])

/** What the form to be filled in can be printed in. */
const forms = byMediaType([
  { ...excel, print: async (report, about) => (await excelFile()).formExcel(report, about) },
  { ...word, print: async (report, about) => (await wordFile()).formWord(report, about) },
])

/** What the official tables alone can be printed in, such as a county's sums. */
const tables = byMediaType([
  {
    ...excel,
    print: async (report) => (await excelFile()).tablesExcel(report.format, figuresOf(report)),
  },
  { ...html, print: (report) => Buffer.from(tablesHtml(report.format, figuresOf(report))) },
])

/** The printers by what they print. */
export const printersOf = { report: printers, form: forms, tables }
