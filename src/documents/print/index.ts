import { csv } from './csv.ts'
import { excel } from './excel.ts'
import { html } from './html.ts'
import type { Printer } from './printer.ts'
import { word } from './word.ts'

/** What a report can be printed in, by media type. A new medium is one new file and one line. */
export const printers: Readonly<Record<string, Printer>> = Object.fromEntries(
  [html, word, excel, csv].map((printer) => [printer.mediaType, printer]),
)
