import type { Printed } from './press.ts'
import { zip } from './zip.ts'

/** A Word file around the given body, with the lists a report numbers its headings by. */
export const word = (body: string): Uint8Array =>
  zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`,
    'word/numbering.xml': `<w:numbering><w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
      </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
  })

export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

export const paragraph = (runs: string): string => `<w:p>${runs}</w:p>`

export const numbered = (text: string, level: number): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="3"/></w:numPr></w:pPr>${run(text)}</w:p>`

/** A table as Word keeps it: cells that go on downwards are there, empty, on every row. */
export function asWord(rows: readonly (readonly Printed[])[]): string {
  const going: { span: number; left: number }[] = []
  const printed = rows.map((row) => {
    const cells: string[] = []
    const waiting = [...row]
    for (let column = 0; waiting.length > 0 || (going[column]?.left ?? 0) > 0; ) {
      const above = going[column]
      if (above !== undefined && above.left > 0) {
        above.left -= 1
        cells.push(cellOf('', above.span, '<w:vMerge/>'))
        column += above.span
        continue
      }
      const next = waiting.shift()
      if (next === undefined) break
      going[column] = { span: next.colSpan, left: next.rowSpan - 1 }
      cells.push(
        cellOf(next.text, next.colSpan, next.rowSpan > 1 ? '<w:vMerge w:val="restart"/>' : ''),
      )
      column += next.colSpan
    }
    return `<w:tr>${cells.join('')}</w:tr>`
  })
  return `<w:tbl>${printed.join('')}</w:tbl>`
}

const cellOf = (text: string, span: number, merge: string): string =>
  `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/>${merge}</w:tcPr>${paragraph(run(text))}</w:tc>`
