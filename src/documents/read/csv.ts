/** A record of a CSV file, and the line it begins on. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * Text to records (RFC 4180): quoted fields may hold commas, line breaks and doubled quotes. Blank
 * lines are passed over; a quote that is never closed takes the rest of the text. `undefined` when
 * there are more than `most` records.
 */
export function recordsOf(text: string, most: number): readonly CsvRecord[] | undefined {
  const records: CsvRecord[] = []
  let fields: string[] = []
  let line = 1
  let begun = 1
  for (const [, quoted, plain = '', end = ''] of text.matchAll(FIELD)) {
    fields.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'))
    line += breaksIn(quoted ?? '')
    if (end === ',') continue
    if (fields.length > 1 || fields[0] !== '') records.push({ line: begun, fields })
    if (records.length > most) return undefined
    fields = []
    line += 1
    begun = line
    if (end === '') break
  }
  return records
}

/** A field, quoted or plain, and the comma, line break or end that follows it. */
const FIELD = /(?:[ \t]*"((?:[^"]|"")*)"?[^,\r\n]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/g

const breaksIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0
