import { cellAtAddress, cellsOf } from '../../formats/cells.ts'
import type { Format } from '../../formats/format.ts'
import { printed } from '../../reports/content.ts'
import type { Report } from '../../reports/report.ts'
import { csvType } from '../media-types.ts'
import type { About, Printer } from './printer.ts'

export type Field = string | number | null

/** Excel takes a file for UTF-8 by its mark alone. */
export const byteOrderMark = '\ufeff'

/** One record (RFC 4180). A text a spreadsheet would take for a formula gets an apostrophe. */
export const csvLine = (fields: readonly Field[]): string => `${fields.map(written).join(',')}\r\n`

function written(field: Field): string {
  if (typeof field === 'number') return String(field)
  const text = /^[=+\-@\t\r]/.test(field ?? '') ? `'${field}` : (field ?? '')
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A file in pieces, so that a list of any length can be streamed. */
export async function* csvFile(
  header: readonly string[],
  rows: Iterable<readonly Field[]> | AsyncIterable<readonly Field[]>,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header)
  for await (const row of rows) yield csvLine(row)
}

/** One record for each cell of a report. */
export const longHeader = [
  'agencyId',
  'agency',
  'year',
  'format',
  'table',
  'row',
  'column',
  'address',
  'value',
  'state',
] as const

export function* longRows(
  report: Report,
  { agencyId = '', agency, year }: About,
): Generator<readonly Field[]> {
  for (const cell of cellsOf(report.format)) {
    const value = printed(cell, report.cells[cell.index] ?? null)
    const state = value === null ? 'notStated' : value === 'n/a' ? 'notApplicable' : 'stated'
    const { table, row, column, address } = cell
    const figure = typeof value === 'number' ? value : null
    yield [
      agencyId,
      agency,
      year,
      report.format.version,
      table,
      row,
      column,
      address,
      figure,
      state,
    ]
  }
}

const wideKeys = ['agencyId', 'agency', 'year', 'format'] as const

/** One record for each report; the columns are the addresses of all the formats, each once. */
export const wideHeader = (formats: readonly Format[]): readonly string[] => [
  ...new Set([
    ...wideKeys,
    ...formats.flatMap((format) => cellsOf(format).map(({ address }) => address)),
  ]),
]

/** The record under such a header: a cell is a number, `n/a`, or nothing where not stated. */
export const wideRow = (
  header: readonly string[],
  report: Report,
  { agencyId = '', agency, year }: About,
): readonly Field[] => [
  agencyId,
  agency,
  year,
  report.format.version,
  ...header.slice(wideKeys.length).map((address) => {
    const cell = cellAtAddress(report.format, address)
    return cell === undefined ? null : printed(cell, report.cells[cell.index] ?? null)
  }),
]

/** The records of a report under one of the two headers. */
export const csvRecords = (header: readonly string[], report: Report, about: About): string =>
  header === longHeader
    ? [...longRows(report, about)].map(csvLine).join('')
    : csvLine(wideRow(header, report, about))

export const csv: Printer = {
  mediaType: csvType,
  extension: 'csv',
  views: ['long', 'wide'],
  print: (report, about, view) => {
    const header = view === 'wide' ? wideHeader([report.format]) : longHeader
    return Buffer.from(byteOrderMark + csvLine(header) + csvRecords(header, report, about))
  },
}
