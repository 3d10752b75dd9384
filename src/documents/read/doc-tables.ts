import type { DocParagraph, DocRow } from './doc-properties.ts'
import { notReadable } from './doc-text.ts'
import type { Block, WordCell, WordTable } from './word-body.ts'

interface OpenRow {
  readonly cells: Block[][]
  readonly row: DocRow
}
interface OpenTable {
  readonly rows: OpenRow[]
  cells: Block[][]
  cell: Block[]
}

/** Puts paragraphs into the cells and rows they lie in, as their ends come by. */
export interface Builder {
  add(text: string, paragraph: DocParagraph, endsCell: boolean): void
  /** A row whose end is deleted is not there any more. */
  dropRow(): void
  blocks(): readonly Block[]
}

/** Tables inside tables: a form has none. */
const DEEPEST = 20

export function builder(): Builder {
  const body: Block[] = []
  const open: OpenTable[] = []

  function toDepth(depth: number): void {
    if (depth > DEEPEST) throw notReadable()
    while (open.length < depth) open.push({ rows: [], cells: [], cell: [] })
    while (open.length > depth) {
      const table = open.pop()
      if (table === undefined || table.cells.length > 0) throw notReadable()
      const into = open.at(-1)?.cell ?? body
      if (table.rows.length > 0) into.push(tableOf(table.rows))
    }
  }

  return {
    add(text, { depth, endsRow, row }, endsCell) {
      toDepth(depth)
      const table = open.at(-1)
      if (table === undefined) body.push(text)
      else if (endsRow) {
        if (row === undefined || row.flags.length !== table.cells.length) throw notReadable()
        table.rows.push({ cells: table.cells, row })
        table.cells = []
      } else {
        table.cell.push(text)
        if (!endsCell) return
        table.cells.push(table.cell)
        table.cell = []
      }
    },
    dropRow() {
      const table = open.at(-1)
      if (table !== undefined) table.cells = []
    },
    blocks() {
      toDepth(0)
      return body
    },
  }
}

/** Edges so close are one: no cell is as narrow, in twips. */
const NARROW = 40

/** A table of rows of widths as one of a grid, as newer files define it. */
function tableOf(rows: readonly OpenRow[]): WordTable {
  const all = [...new Set(rows.flatMap(({ row }) => row.edges))].sort((a, b) => a - b)
  const columnAt = new Map<number, number>()
  let [column, last] = [-1, Number.NEGATIVE_INFINITY]
  for (const edge of all) {
    if (edge - last > NARROW) column += 1
    columnAt.set(edge, column)
    last = edge
  }
  return { rows: rows.map((row) => cellsOf(row, (edge) => columnAt.get(edge) ?? 0)) }
}

function cellsOf({ cells, row }: OpenRow, columnAt: (edge: number) => number): WordCell[] {
  const starts = row.edges.map(columnAt)
  const found: { blocks: Block[]; gridSpan: number; continues: boolean }[] = []
  // What lies left of a row that is set in is no cell of it.
  if ((starts[0] ?? 0) > 0) found.push({ blocks: [], gridSpan: starts[0] ?? 0, continues: true })
  let head = 0
  cells.forEach((blocks, i) => {
    const flags = row.flags[i] ?? 0
    const gridSpan = Math.max(1, (starts[i + 1] ?? 0) - (starts[i] ?? 0))
    const merged = flags & 3
    const before = found.at(-1)
    // Cells merged side by side: the first of a set is marked otherwise than those it covers.
    if (merged !== 0 && head !== 0 && merged !== head && before !== undefined) {
      before.gridSpan += gridSpan
      return
    }
    head = merged
    found.push({ blocks, gridSpan, continues: ((flags >> 5) & 3) === 1 })
  })
  return found
}
