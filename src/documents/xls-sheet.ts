import { type Area, refAt } from './workbook-ref.ts'
import type { RawCell, Sheet } from './workbook-sheet.ts'
import { type Globals, textAt } from './xls-globals.ts'
import { cursorOver, type Record } from './xls-records.ts'

const [ROW, COLUMNS, MERGED] = [0x208, 0x7d, 0xe5]
const [TEXT, LABEL, RK, RKS, NUMBER, FORMULA, STRING] = [
  0xfd, 0x204, 0x27e, 0xbd, 0x203, 0x06, 0x207,
]
const [BLANK, BLANKS, LOGICAL] = [0x201, 0xbe, 0x205]
const NO_HEIGHT = 0x20
const MOST_COLUMNS = 256
/** More than are read: the workbook is refused for it. */
const MOST_CELLS = 100_001

/** Reads the records of one sheet of an old workbook. */
export function sheetFrom(records: Iterable<Record>, globals: Globals, hidden: boolean): Sheet {
  const cells = new Map<string, RawCell>()
  const blanks = new Set<string>()
  const merged: Area[] = []
  const hiddenRows = new Set<number>()
  const hiddenColumns = new Set<number>()
  let formula: string | undefined
  const put = (row: number, column: number, cell: RawCell) => {
    if (cells.size < MOST_CELLS) cells.set(refAt({ row: row + 1, column: column + 1 }), cell)
  }
  const blank = (row: number, column: number) => {
    if (blanks.size < MOST_CELLS) blanks.add(refAt({ row: row + 1, column: column + 1 }))
  }
  const number = (row: number, column: number, style: number, value: number, more = {}) =>
    put(row, column, { kind: globals.kinds[style] ?? 'number', text: String(value), ...more })
  const text = (row: number, column: number, style: number, words: string) =>
    put(row, column, {
      kind: globals.kinds[style] === 'struck' && words !== '' ? 'struck' : 'text',
      text: words,
    })

  for (const { type, chunks } of records) {
    const [data = Buffer.alloc(0)] = chunks
    const at = (offset: number) => data.readUInt16LE(offset)
    if (type === ROW && (at(12) & NO_HEIGHT) !== 0) hiddenRows.add(at(0) + 1)
    else if (type === COLUMNS && (at(8) & 1) !== 0) {
      for (let c = at(0); c <= Math.min(at(2), MOST_COLUMNS); c++) hiddenColumns.add(c + 1)
    } else if (type === MERGED) {
      for (let i = 0; i < at(0); i++) merged.push(areaAt(data, 2 + i * 8))
    } else if (type === TEXT) text(at(0), at(2), at(4), globals.strings[data.readUInt32LE(6)] ?? '')
    else if (type === LABEL) {
      const cursor = cursorOver(chunks)
      cursor.skip(6)
      text(at(0), at(2), at(4), textAt(cursor))
    } else if (type === NUMBER) number(at(0), at(2), at(4), data.readDoubleLE(6))
    else if (type === RK) number(at(0), at(2), at(4), numberIn(data.readUInt32LE(6)))
    else if (type === RKS) {
      for (let i = 0; 4 + i * 6 + 6 <= data.length - 2; i++)
        number(at(0), at(2) + i, at(4 + i * 6), numberIn(data.readUInt32LE(6 + i * 6)))
    } else if (type === BLANK) blank(at(0), at(2))
    else if (type === BLANKS) {
      for (let i = 0; 4 + i * 2 + 2 <= data.length - 2; i++) blank(at(0), at(2) + i)
    } else if (type === LOGICAL)
      put(at(0), at(2), data[7] === 1 ? error : { kind: 'boolean', text: String(data[6]) })
    else if (type === FORMULA) {
      formula = refAt({ row: at(0) + 1, column: at(2) + 1 })
      if (at(12) !== 0xffff) number(at(0), at(2), at(4), data.readDoubleLE(6), { formula: '' })
      else if (data[6] === 2) put(at(0), at(2), { ...error, formula: '' })
      else if (data[6] === 1) put(at(0), at(2), { kind: 'boolean', text: '', formula: '' })
      else put(at(0), at(2), { kind: 'text', text: '', formula: '' })
    } else if (type === STRING && formula !== undefined)
      cells.set(formula, { kind: 'text', text: textAt(cursorOver(chunks)), formula: '' })
  }
  return { cells, blanks, merged, hiddenRows, hiddenColumns, hidden }
}

const error: RawCell = { kind: 'error', text: '#' }

/** A number in thirty bits ([MS-XLS] 2.5.217): whole or the upper half of a double, over 100 or not. */
function numberIn(bits: number): number {
  const whole = Buffer.alloc(8)
  whole.writeUInt32LE((bits & 0xff_ff_ff_fc) >>> 0, 4)
  const value = (bits & 2) === 0 ? whole.readDoubleLE(0) : (bits | 0) >> 2
  return (bits & 1) === 0 ? value : value / 100
}

const areaAt = (data: Buffer, at: number): Area => ({
  first: { row: data.readUInt16LE(at) + 1, column: data.readUInt16LE(at + 4) + 1 },
  last: { row: data.readUInt16LE(at + 2) + 1, column: data.readUInt16LE(at + 6) + 1 },
})
