import { recordsOf } from '../documents/read/csv.ts'
import { decode } from '../documents/read/decode.ts'
import { UnreadableDocument } from '../documents/reading.ts'
import { type Fault, Problem } from '../errors.ts'
import type { Agency } from '../store/agency-store.ts'
import { agencyFromRow, type Column, columnOf, REQUIRED } from './agency-row.ts'

/** A row as it was read: an entry of the register, or what is wrong with it. */
export interface Row {
  /** The line of the file it begins on. */
  readonly row: number
  readonly agency: Agency | undefined
  readonly id: string | null
  readonly faults: readonly Fault[]
}

/** A register as CSV, headed in Chinese or English, in UTF-8 or GB18030; at most `most` rows. */
export function agencyTable(bytes: Uint8Array, charset: string | undefined, most: number): Row[] {
  const records = recordsOf(textIn(bytes, charset), most + 1)
  if (records === undefined) throw new Problem('too-many-rows', { most })
  const [head, ...body] = records
  const columns = (head?.fields ?? []).map(columnOf)
  mustBeHeaded(head?.fields ?? [], columns)
  return body.map(({ line, fields }) => {
    const named = columns.flatMap((column, i) =>
      column === undefined ? [] : [[column, fields[i] ?? ''] as const],
    )
    const row = Object.fromEntries(named) as Partial<Record<Column, string>>
    const id = row.id ?? null
    if (fields.length > columns.length) {
      return { row: line, id, agency: undefined, faults: [tooWide(fields.length, columns.length)] }
    }
    const read = agencyFromRow(row)
    return 'id' in read
      ? { row: line, id, agency: read, faults: [] }
      : { row: line, id, agency: undefined, faults: read }
  })
}

function textIn(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return decode(bytes, charset)
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error
    throw new Problem('unreadable-document', { reason: error.reason })
  }
}

function mustBeHeaded(headings: readonly string[], columns: readonly (Column | undefined)[]) {
  const faults: Fault[] = []
  const fault = (pointer: string, zh: string, en: string) =>
    faults.push({ pointer, code: 'heading', message: { zh, en } })
  columns.forEach((column, i) => {
    const heading = headings[i] ?? ''
    if (column === undefined) fault(`/${i}`, `不认识的列“${heading}”`, `"${heading}" is no column`)
    else if (columns.indexOf(column) < i) fault(`/${i}`, `“${heading}”重复`, 'stands there twice')
  })
  for (const column of REQUIRED) {
    if (!columns.includes(column)) fault(`/${column}`, '缺少此列', 'is missing')
  }
  if (faults.length > 0) throw new Problem('unknown-columns', { count: faults.length }, { faults })
}

const tooWide = (has: number, due: number): Fault => ({
  code: 'field',
  message: {
    zh: `有 ${has} 栏，表头只有 ${due} 栏`,
    en: `has ${has} fields under ${due} headings`,
  },
})
