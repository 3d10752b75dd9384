import { pdfType } from '../media-types.ts'
import { linesOfTable, type TableCell } from './cells.ts'
import type { Line, Paper } from './paper.ts'
import type { DrawnTable } from './pdf-cells.ts'
import type { PrintedLine } from './pdf-lines.ts'

/** What a page prints: lines of text, and tables among them. */
interface Page {
  readonly lines: readonly PrintedLine[]
  readonly tables: readonly DrawnTable[]
}

/** Pages as one paper: lines of a paragraph joined, tables where they stand among them. */
export function paperOf(pages: readonly Page[]): Paper {
  const lines: Line[] = []
  const text: string[] = []
  let length = 0
  let open = ''
  let page = 0
  let tables = 0
  const write = (words: string, end: string) => {
    const source = { start: length, end: length + words.length, page }
    text.push(words, end)
    length += words.length + end.length
    return source
  }
  const close = () => {
    if (open !== '')
      lines.push({ kind: 'prose', pieces: [{ text: open, source: write(open, '\n') }] })
    open = ''
  }
  const fromTop = pages.map(inOrder)
  for (const [i, blocks] of fromTop.entries()) {
    const last = blocks.findLast((block) => 'rows' in block)
    const goesOn = fromTop[i + 1]?.some((block) => 'rows' in block) ?? false
    for (const block of blocks) {
      if ('rows' in block) {
        close()
        page = i + 1
        tables += 1
        lines.push(...rowsOf(block, tables, goesOn && block === last))
        continue
      }
      if (!block.goesOn) close()
      if (open === '') page = i + 1
      open += block.text
    }
  }
  close()
  return { mediaType: pdfType, text: text.join(''), lines }

  /** A page may end within a row: what the next page holds may be the rest of its last row. */
  function rowsOf({ rows }: DrawnTable, table: number, goesOn: boolean): readonly Line[] {
    const cells = rows.map((row, r) =>
      row.map(({ rowSpan, colSpan, doubt, text: words }, c): TableCell => {
        const cut = goesOn && r + rowSpan >= rows.length
        const source = write(words, c === row.length - 1 ? '\n' : '\t')
        const piece = { text: words, source, ...(doubt && { doubt }), ...(cut && { cut }) }
        return { piece, rowSpan, colSpan }
      }),
    )
    return [...linesOfTable(cells, table)]
  }
}

const inOrder = ({ lines, tables }: Page): readonly (PrintedLine | DrawnTable)[] => {
  const left = [...tables]
  const blocks = lines.flatMap((line) => [...left.splice(0, countAbove(left, line)), line])
  return [...blocks, ...left]
}

const countAbove = (tables: readonly DrawnTable[], { y }: PrintedLine): number =>
  tables.filter(({ high }) => high > y).length
