import { walkXml } from '../xml.ts'
import { EMBEDDED, UNKNOWN } from './embedded.ts'
import { raised } from './marks.ts'
import type { Numbering } from './numbering.ts'

/** What a Word document is made of, after the changes tracked in it are accepted. */
export type Block = string | WordTable
export interface WordTable {
  readonly rows: readonly (readonly WordCell[])[]
}
export interface WordCell {
  readonly blocks: readonly Block[]
  readonly gridSpan: number
  /** The cell goes on the one above it. */
  readonly continues: boolean
}

/** Deleted and moved text, the older copy of drawings, field codes, and former properties. */
const skipped =
  /^(?:w:del|w:moveFrom|mc:Fallback|w:instrText|w:delText|w:delInstrText|w:\w+Change|w:footnoteReference)$/

/** Pictures, charts and files that a drawing or an object shows. */
const embedded = /^(?:a:blip|v:imagedata|o:OLEObject|c:chart|dgm:relIds)$/

/** Text that is not to be seen, or no longer holds. */
const struck = /^w:(?:vanish|strike|dstrike)$/

interface Paragraph {
  text: string
  numId: string
  level: number
  style: string
  markDeleted: boolean
}
interface OpenTable {
  rows: WordCell[][]
  row: WordCell[]
  rowDeleted: boolean
  cell: { blocks: Block[]; gridSpan: number; continues: boolean }
}

/** Styles by id, with the list they number their paragraphs by. */
export type Styles = ReadonlyMap<string, { readonly numId: string; readonly level: number }>

/** Reads document.xml to paragraphs and tables, with the numbers Word would print. */
export function bodyOf(xml: string, numbering: Numbering, styles: Styles): readonly Block[] {
  const body: Block[] = []
  const tables: OpenTable[] = []
  const paragraphs: Paragraph[] = []
  const kept: string[] = []
  let skipping = 0
  let inText = false
  let hidden = false
  let above = false
  const blocks = (): Block[] => tables.at(-1)?.cell.blocks ?? body
  walkXml(xml, {
    open(name, attributes, parent) {
      const value = attributes['w:val'] ?? ''
      const isMark = parent === 'w:rPr' || parent === 'w:trPr'
      if (skipping > 0 || (skipped.test(name) && !isMark)) {
        skipping += 1
        return
      }
      const table = tables.at(-1)
      const paragraph = paragraphs.at(-1)
      if (name === 'w:p') {
        paragraphs.push({
          text: kept.pop() ?? '',
          numId: '',
          level: 0,
          style: '',
          markDeleted: false,
        })
      } else if (name === 'w:tbl') tables.push(openTable())
      else if (name === 'w:t') inText = true
      else if (name === 'w:r') hidden = above = false
      else if (struck.test(name) && parent === 'w:rPr')
        hidden ||= value !== '0' && value !== 'false'
      else if (name === 'w:vertAlign' && parent === 'w:rPr') above = value !== 'baseline'
      else if (table && name === 'w:tr') Object.assign(table, { row: [], rowDeleted: false })
      else if (table && name === 'w:tc') table.cell = { blocks: [], gridSpan: 1, continues: false }
      else if (table && name === 'w:gridSpan')
        table.cell.gridSpan = Math.min(100, Number(value) || 1)
      else if (table && name === 'w:gridBefore') table.row.push(nothing(Number(value) || 0))
      else if (table && name === 'w:vMerge') table.cell.continues = value !== 'restart'
      else if (table && name === 'w:del' && parent === 'w:trPr') table.rowDeleted = true
      else if (name === 'w:altChunk') blocks().push(EMBEDDED)
      else if (paragraph === undefined) return
      else if (embedded.test(name)) paragraph.text += EMBEDDED
      else if (name === 'w:sym') paragraph.text += UNKNOWN
      else if (name === 'w:tab' && parent === 'w:r') paragraph.text += '\t'
      else if (name === 'w:br' || name === 'w:cr') paragraph.text += '\n'
      else if (name === 'w:noBreakHyphen') paragraph.text += '-'
      else if (name === 'w:numId') paragraph.numId = value
      else if (name === 'w:ilvl') paragraph.level = Number(value) || 0
      else if (name === 'w:pStyle') paragraph.style = value
      else if (name === 'w:del' && parent === 'w:rPr') paragraph.markDeleted = true
    },
    close(name) {
      if (skipping > 0) {
        skipping -= 1
        return
      }
      const table = tables.at(-1)
      if (name === 'w:t') inText = false
      else if (name === 'w:p') {
        const paragraph = paragraphs.pop()
        if (paragraph === undefined) return
        // A deleted paragraph mark joins the paragraph to the next one.
        if (paragraph.markDeleted) kept.push(paragraph.text)
        else blocks().push(withNumber(numberOf(paragraph, numbering, styles), paragraph.text))
      } else if (table && name === 'w:tc') table.row.push(table.cell)
      else if (table && name === 'w:tr' && !table.rowDeleted) table.rows.push(table.row)
      else if (table && name === 'w:tbl') {
        tables.pop()
        blocks().push({ rows: table.rows })
      }
    },
    text(text) {
      const paragraph = paragraphs.at(-1)
      if (inText && !hidden && skipping === 0 && paragraph)
        paragraph.text += above ? raised(text) : text
    },
  })
  return body
}

/** What lies left of a row that is set in is no cell of it. */
const nothing = (gridSpan: number): WordCell => ({
  blocks: [],
  gridSpan: Math.min(100, gridSpan),
  continues: true,
})

const openTable = (): OpenTable => ({
  rows: [],
  row: [],
  rowDeleted: false,
  cell: { blocks: [], gridSpan: 1, continues: false },
})

/** A number printed before another one stays apart from it. */
const withNumber = (number: string, text: string): string =>
  /[\d.,]$/.test(number) && /^\d/.test(text) ? `${number} ${text}` : number + text

function numberOf(
  { numId, level, style, text }: Paragraph,
  numbering: Numbering,
  styles: Styles,
): string {
  if (text.trim() === '') return ''
  if (numId !== '') return numId === '0' ? '' : numbering(numId, level)
  const list = styles.get(style)
  return list === undefined ? '' : numbering(list.numId, list.level)
}
