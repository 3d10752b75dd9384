import { linesOfTable, type TableCell } from './cells.ts'
import { UNKNOWN, withoutEmbedded } from './embedded.ts'
import type { Line, Paper, Piece } from './paper.ts'
import type { Block, WordTable } from './word-body.ts'

/** A cell with more than this is page layout, not a cell of a form. */
const LONGEST_CELL = 400

/** The paragraphs and tables of a word processor as lines. Offsets count in the text taken out. */
export function paperOfBlocks(mediaType: string, blocks: readonly Block[]): Paper {
  const text: string[] = []
  let length = 0
  let table = 0
  const piece = (words: string): Piece => {
    const start = length
    text.push(words, '\n')
    length += words.length + 1
    return withoutEmbedded({ text: words, source: { start, end: start + words.length } })
  }
  function* linesOf(all: readonly Block[]): Generator<Line> {
    for (const block of all) {
      if (typeof block === 'string') {
        for (const line of block.split('\n')) {
          const words = line.replaceAll(UNKNOWN, '').trim()
          if (words !== '') yield { kind: 'prose', pieces: [piece(words)] }
        }
      } else if (isLayout(block)) {
        for (const { blocks: inner } of block.rows.flat()) yield* linesOf(inner)
      } else {
        table += 1
        yield* linesOfTable(cellsOf(block, piece), table)
      }
    }
  }
  const lines = [...linesOf(blocks)]
  return { mediaType, text: text.join(''), lines }
}

const isLayout = ({ rows }: WordTable): boolean =>
  rows
    .flat()
    .some(({ blocks }) =>
      blocks.some((block) => typeof block !== 'string' || block.length > LONGEST_CELL),
    )

/** Rows with the cells that begin in them; how far down each reaches, the rows below say. */
function* cellsOf(
  { rows }: WordTable,
  piece: (words: string) => Piece,
): Generator<readonly TableCell[]> {
  const placed = rows.map((row) => {
    let column = 0
    return new Map(
      row.map((cell) => {
        const at = column
        column += cell.gridSpan
        return [at, cell] as const
      }),
    )
  })
  for (const [i, row] of placed.entries()) {
    const cells: TableCell[] = []
    for (const [column, cell] of row) {
      if (cell.continues) continue
      let rowSpan = 1
      while (placed[i + rowSpan]?.get(column)?.continues) rowSpan += 1
      const words = cell.blocks.filter((block) => typeof block === 'string' && block.trim() !== '')
      cells.push({ piece: piece(words.join('\n').trim()), rowSpan, colSpan: cell.gridSpan })
    }
    yield cells
  }
}
