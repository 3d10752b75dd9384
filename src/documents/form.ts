import { tablesOf } from '../formats/cells.ts'
import type { AnyBlock, Format, Table } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { depthOf, type Label, labelsOf, opened, placed, widthOf } from './axis.ts'
import type { Grid, GridCell } from './grid.ts'

/** A table of a format as it is printed: its labels in their places, the cells empty. */
export interface Form {
  readonly table: Table
  readonly width: number
  /** How many of the columns, from the left, hold row labels. */
  readonly labelWidth: number
  /** How many of the rows, from the top, are the head that is repeated on every page. */
  readonly headHeight: number
  readonly rows: readonly (readonly FormCell[])[]
}

/** A cell of the form where it stands; spans tile the form without gap or overlap. */
export interface FormCell extends GridCell {
  readonly row: number
  readonly column: number
  /** What a label heads; none for the corner and for cells. */
  readonly heads?: Heads
  /** The place of a label among all cells of the form, and the labels over a cell by place. */
  readonly id: string
  readonly headers: readonly string[]
}
type Heads = 'column' | 'columns' | 'row' | 'rows'

/** The printed tables of a format, in order. */
export const formsOf = once((format: Format): readonly Form[] => tablesOf(format).map(formOf))

/** The form with a text in each cell: the same grid for a report, an aggregate or an empty form. */
export const filled = (form: Form, textAt: (address: string) => string): Grid => ({
  rows: form.rows.map((row) =>
    row.map((cell) => (cell.at === undefined ? cell : { ...cell, text: textAt(cell.at) })),
  ),
})

function formOf(table: Table): Form {
  const blocks = table.blocks.map((block) => sidesOf(table, block))
  const labelWidth = Math.max(...blocks.map((block) => depthOf(block.down)))
  const width = labelWidth + Math.max(...blocks.map((block) => widthOf(block.across)))
  const cells: FormCell[] = []
  let top = 0
  for (const block of blocks) top = place(cells, table, block, top, labelWidth, width)
  const rows: FormCell[][] = Array.from({ length: top }, () => [])
  for (const cell of cells) rows[cell.row]?.push(cell)
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  const headHeight = blocks.length === 1 ? depthOf(blocks[0]?.across ?? []) : 0
  return { table, width, labelWidth, headHeight, rows }
}

/** What is printed down the left of a block, and what along its top. */
interface Sides {
  readonly heading?: string
  readonly down: readonly Label[]
  readonly across: readonly Label[]
}

function sidesOf(table: Table, block: AnyBlock): Sides {
  const heading = block.heading === undefined ? {} : { heading: block.heading }
  const columns = labelsOf(block.columns)
  const rows = labelsOf(block.rows)
  if (table.layout === 'across') return { ...heading, down: [], across: opened(rows, columns) }
  const across =
    block.columnsHeading === undefined ? columns : [{ text: block.columnsHeading, under: columns }]
  return { ...heading, down: rows, across }
}

/** Puts a block's cells below `top`; answers where the next block begins. */
function place(
  cells: FormCell[],
  table: Table,
  { heading, down, across }: Sides,
  top: number,
  labelWidth: number,
  width: number,
): number {
  const headers: FormCell[] = []
  const add = (at: Place, text: string, heads?: Heads) => {
    const id = `${table.id}-r${at.row}c${at.column}`
    const cell = { ...at, id, text, header: true, headers: [], ...(heads && { heads }) }
    cells.push(cell)
    if (heads !== undefined) headers.push(cell)
  }

  let row = top
  if (heading !== undefined) {
    add({ row, column: 0, rowSpan: 1, colSpan: width }, heading, 'columns')
    row += 1
  }
  const depth = depthOf(across)
  if (labelWidth > 0) {
    add({ row, column: 0, rowSpan: depth, colSpan: labelWidth }, table.note ?? '')
  }
  // A block with fewer columns than the table is wide gives the rest to its last one.
  const lines = widthOf(across)
  const rest = width - labelWidth - lines
  const wide = (start: number, span: number) => span + (start + span === lines ? rest : 0)
  const columns = [...placed(across, depth)]
  for (const { text, path, start, span, level, levels } of columns) {
    const at = { row: row + level, column: labelWidth + start }
    const heads = path === undefined ? 'columns' : 'column'
    add({ ...at, rowSpan: levels, colSpan: wide(start, span) }, text, heads)
  }
  row += depth
  const rows = [...placed(down, labelWidth)]
  for (const { text, path, start, span, level, levels } of rows) {
    const at = { row: row + start, column: level, rowSpan: span, colSpan: levels }
    add(at, text, path === undefined ? 'rows' : 'row')
  }

  const lead = down.length === 0 ? [{ path: '', start: 0 }] : rows
  for (const left of lead) {
    for (const over of columns) {
      if (left.path === undefined || over.path === undefined) continue
      const at = { row: row + left.start, column: labelWidth + over.start }
      cells.push({
        ...at,
        rowSpan: 1,
        colSpan: wide(over.start, 1),
        id: `${table.id}-r${at.row}c${at.column}`,
        text: '',
        header: false,
        headers: headers.filter((header) => covers(header, at)).map((header) => header.id),
        at: [table.id, left.path, over.path].filter((part) => part !== '').join('.'),
      })
    }
  }
  return row + lead.reduce((lines, { path }) => lines + (path === undefined ? 0 : 1), 0)
}

type Place = Pick<FormCell, 'row' | 'column' | 'rowSpan' | 'colSpan'>

/** Whether a label of the same block stands over a place, or to the left of it. */
const covers = (label: FormCell, { row, column }: { row: number; column: number }): boolean =>
  label.heads === 'row' || label.heads === 'rows'
    ? label.row <= row && row < label.row + label.rowSpan
    : label.column <= column && column < label.column + label.colSpan
