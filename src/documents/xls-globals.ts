import { raised } from './read/marks.ts'
import { type NumberKind, numberKindOf } from './workbook-styles.ts'
import { type Cursor, cursorOver, type Record } from './xls-records.ts'

/** What all sheets of an old workbook share. */
export interface Globals {
  readonly sheets: readonly {
    readonly name: string
    readonly at: number
    readonly hidden: boolean
  }[]
  readonly strings: readonly string[]
  readonly kinds: readonly NumberKind[]
  readonly encrypted: boolean
}

interface Font {
  readonly struck: boolean
  readonly above: boolean
}

const [FILEPASS, SHEET, SST, FONT, FORMAT, XF] = [0x2f, 0x85, 0xfc, 0x31, 0x41e, 0xe0]
const STRUCK = 8

export function globalsIn(records: Iterable<Record>): Globals {
  const sheets: { name: string; at: number; hidden: boolean }[] = []
  const fonts: Font[] = []
  const formats = new Map<number, string>()
  const styles: { font: number; format: number }[] = []
  let texts: readonly Buffer[] = []
  let encrypted = false
  for (const { type, chunks } of records) {
    const cursor = cursorOver(chunks)
    if (type === FILEPASS) encrypted = true
    else if (type === SHEET) {
      const [at, state] = [cursor.number(4), cursor.number(1)]
      const isTable = cursor.number(1) === 0
      const count = cursor.number(1)
      const name = cursor.characters(count, cursor.number(1) === 1)
      if (isTable) sheets.push({ name, at, hidden: (state & 3) !== 0 })
    } else if (type === SST) texts = chunks
    else if (type === FONT) {
      cursor.skip(2)
      const struck = (cursor.number(2) & STRUCK) !== 0
      cursor.skip(4)
      fonts.push({ struck, above: cursor.number(2) !== 0 })
      // There is no font of number 4.
      if (fonts.length === 4) fonts.push({ struck: false, above: false })
    } else if (type === FORMAT) {
      const [id, count] = [cursor.number(2), cursor.number(2)]
      formats.set(id, cursor.characters(count, (cursor.number(1) & 1) !== 0))
    } else if (type === XF) styles.push({ font: cursor.number(2), format: cursor.number(2) })
  }
  const kinds = styles.map(
    ({ font, format }): NumberKind =>
      fonts[font]?.struck ? 'struck' : numberKindOf(format, formats.get(format)),
  )
  return { sheets, strings: encrypted ? [] : stringsIn(texts, fonts), kinds, encrypted }
}

/** The texts that cells share ([MS-XLS] 2.4.265). */
function stringsIn(chunks: readonly Buffer[], fonts: readonly Font[]): readonly string[] {
  if (chunks.length === 0) return []
  const cursor = cursorOver(chunks)
  cursor.skip(4)
  const count = cursor.number(4)
  const size = chunks.reduce((sum, { length }) => sum + length, 0)
  if (count > size) throw new RangeError('More texts than bytes')
  return Array.from({ length: count }, () => textAt(cursor, fonts))
}

/** A text with its runs: what is struck out in it is none of it, notes' marks are raised. */
export function textAt(cursor: Cursor, fonts: readonly Font[] = []): string {
  const [count, flags] = [cursor.number(2), cursor.number(1)]
  const runs = (flags & 8) === 0 ? 0 : cursor.number(2)
  const more = (flags & 4) === 0 ? 0 : cursor.number(4)
  const text = cursor.characters(count, (flags & 1) !== 0)
  const starts = Array.from({ length: runs }, () => [cursor.number(2), cursor.number(2)] as const)
  cursor.skip(more)
  if (starts.length === 0) return text
  const [[first = text.length] = []] = starts
  return starts.reduce(
    (whole, [from, font], i) => {
      const part = text.slice(from, starts[i + 1]?.[0] ?? text.length)
      const { struck = false, above = false } = fonts[font] ?? {}
      return whole + (struck ? '' : above ? raised(part) : part)
    },
    text.slice(0, first),
  )
}
