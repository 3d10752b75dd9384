import type { Printed } from './press.ts'
import { zip } from './zip.ts'

/** A cell of a workbook as XML would have it: its type, value, formula and style. */
export interface BookCell {
  readonly t?: 'n' | 'b' | 'e' | 'str' | 'inlineStr'
  readonly v?: string
  readonly f?: string
  readonly s?: number
  /** Runs of rich text, as they stand in the XML. */
  readonly rich?: string
}

export interface BookSheet {
  readonly name: string
  readonly cells: ReadonlyMap<string, BookCell>
  readonly merged: readonly string[]
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly number[]
  readonly state?: 'hidden' | 'veryHidden'
}

/** The styles: plain, a date, a percentage, 元 shown as 万元, struck out. */
export const styleOf = { plain: 0, date: 1, percent: 2, scaled: 3, struck: 4 }
const styles = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0!.0,&quot;万元&quot;"/></numFmts>
  <fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
  <xf numFmtId="9"/><xf numFmtId="176"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`

export const words = (v: string): BookCell => ({ t: 'inlineStr', v })
export const number = (v: string): BookCell => ({ t: 'n', v })

/** A figure typed as such, words as words, nothing where nothing is printed. */
export const typed = (text: string): BookCell | undefined =>
  text === '' ? undefined : /^-?\d+(\.\d+)?$/.test(text) ? number(text) : words(text)

/** Rows of print set on a sheet from a row and a column on, counted from 1, with their merges. */
export function setOn(
  rows: readonly (readonly Printed[])[],
  { top = 1, left = 1, as = typed }: { top?: number; left?: number; as?: typeof typed } = {},
): { cells: Map<string, BookCell>; merged: string[]; next: number } {
  const cells = new Map<string, BookCell>()
  const merged: string[] = []
  const taken = new Set<string>()
  rows.forEach((row, y) => {
    let x = 0
    for (const { text, rowSpan, colSpan } of row) {
      while (taken.has(`${y}/${x}`)) x += 1
      const [from, to] = [
        refOf(top + y, left + x),
        refOf(top + y + rowSpan - 1, left + x + colSpan - 1),
      ]
      const cell = as(text)
      if (cell !== undefined) cells.set(from, cell)
      if (from !== to) merged.push(`${from}:${to}`)
      for (let i = 0; i < rowSpan * colSpan; i++)
        taken.add(`${y + Math.floor(i / colSpan)}/${x + (i % colSpan)}`)
      x += colSpan
    }
  })
  return { cells, merged, next: top + rows.length }
}

/** C12 for row 12, column 3; a sheet of a test has no more than 26 columns. */
export const refOf = (row: number, column: number): string =>
  `${String.fromCharCode(64 + column)}${row}`

/** A workbook file. */
export function book(sheets: readonly BookSheet[]): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/styles.xml': styles,
  }
  const index = sheets.map(({ name, state }, i) => {
    return `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"${state ? ` state="${state}"` : ''}/>`
  })
  const targets = sheets.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/s${i}.xml"/>`)
  const shared: string[] = []
  sheets.forEach((sheet, i) => {
    parts[`xl/worksheets/s${i}.xml`] = sheetXml(sheet, shared)
  })
  parts['xl/workbook.xml'] = `<workbook xmlns:r="r"><sheets>${index.join('')}</sheets></workbook>`
  parts['xl/_rels/workbook.xml.rels'] = `<Relationships>${targets.join('')}</Relationships>`
  parts['xl/sharedStrings.xml'] = `<sst>${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`
  return zip(parts)
}

function sheetXml(sheet: BookSheet, shared: string[]): string {
  const rows = new Map<number, string[]>()
  for (const [ref, { t = 'n', v, f, s = 0, rich }] of sheet.cells) {
    const row = Number(/\d+/.exec(ref)?.[0])
    const value = v === undefined ? '' : t === 'inlineStr' ? `<is><t>${v}</t></is>` : `<v>${v}</v>`
    const plain = `<c r="${ref}" s="${s}" t="${t}">${f === undefined ? '' : `<f>${f}</f>`}${value}</c>`
    const cell =
      rich === undefined ? plain : `<c r="${ref}" t="s"><v>${shared.push(rich) - 1}</v></c>`
    rows.set(row, [...(rows.get(row) ?? []), cell])
  }
  const columns = (sheet.hiddenColumns ?? []).map((c) => `<col min="${c}" max="${c}" hidden="1"/>`)
  const lines = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => {
      const hidden = sheet.hiddenRows?.includes(row) ? ' hidden="1"' : ''
      return `<row r="${row}"${hidden}>${cells.join('')}</row>`
    })
  const merged = sheet.merged.map((area) => `<mergeCell ref="${area}"/>`)
  return `<worksheet><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData><mergeCells>${merged.join('')}</mergeCells></worksheet>`
}
