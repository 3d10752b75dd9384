import { figuresOf } from '../figures.ts'
import { csv } from './csv.ts'
import { excel, formExcel, tablesExcel } from './excel.ts'
import { html, tablesHtml } from './html.ts'
import type { Printer } from './printer.ts'
import { formWord, word } from './word.ts'

const byMediaType = (all: readonly Printer[]): Readonly<Record<string, Printer>> =>
  Object.fromEntries(all.map((printer) => [printer.mediaType, printer]))

/** What a report can be printed in, by media type. A new medium is one new file and one line. */
export const printers = byMediaType([html, word, excel, csv])

/** What the form to be filled in can be printed in. */
export const forms = byMediaType([
  { ...excel, print: formExcel },
  { ...word, print: formWord },
])

/** What the official tables alone can be printed in, such as a county's sums. */
export const tables = byMediaType([
  { ...excel, print: (report) => tablesExcel(report.format, figuresOf(report)) },
  { ...html, print: (report) => Buffer.from(tablesHtml(report.format, figuresOf(report))) },
])

/** The printers by what they print. */
export const printersOf = { report: printers, form: forms, tables }
