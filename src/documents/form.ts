import { cellAtAddress, tablesOf } from '../formats/cells.ts'
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
  readonly id: string
  /** The labels over a cell and to the left of it, by their ids. */
  readonly headers: readonly string[]
  /** What is printed after a figure of money, where no label of the form says it (2019). */
  readonly unit?: '万元'
}
type Heads = 'column' | 'columns' | 'row' | 'rows'

/** The printed tables of a format, in order. */
export const formsOf = once((format: Format): readonly Form[] =>
  tablesOf(format).map((table) => formOf(format, table)),
)

/** The form with a text in each cell: the same grid for a report, an aggregate or an empty form. */
export const filled = (form: Form, textOf: (cell: FormCell) => string): Grid => ({
  rows: form.rows.map((row) =>
    row.map((cell) => (cell.at === undefined ? cell : { ...cell, text: textOf(cell) })),
  ),
})

function formOf(format: Format, table: Table): Form {
  const blocks = table.blocks.map((block) => sidesOf(table, block))
  const labelWidth = Math.max(...blocks.map(({ down }) => depthOf(down)))
  const width = labelWidth + Math.max(...blocks.map(({ across }) => widthOf(across)))
  const rows: Placing[][] = []
  for (const block of blocks) {
    const labels = labelsIn(table, block, rows.length, labelWidth, width)
    const cells = [...labels, ...boxesIn(table, labels)]
    const end = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan))
    while (rows.length < end) rows.push([])
    for (const cell of cells) rows[cell.row]?.push(cell)
  }
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  const [only, ...others] = blocks
  const headHeight = only === undefined || others.length > 0 ? 0 : depthOf(only.across)
  return {
    table,
    width,
    labelWidth,
    headHeight,
    rows: rows.map((row) => row.map((cell) => withUnit(format, cell))),
  }
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

/** A label with what it leads to, or a box to be filled in. */
interface Placing extends FormCell {
  readonly path?: string
}

/** The labels of a block that begins in row `top`: its heading, its corner, columns and rows. */
function labelsIn(
  table: Table,
  { heading, down, across }: Sides,
  top: number,
  labelWidth: number,
  width: number,
): readonly Placing[] {
  const labels: Placing[] = []
  const add = (text: string, spot: Spot, heads?: Heads, path?: string) => {
    const more = { ...(heads && { heads }), ...(path !== undefined && { path }) }
    labels.push({ ...spot, id: idOf(table, spot), text, header: true, headers: [], ...more })
  }

  const first = heading === undefined ? top : top + 1
  if (heading !== undefined) {
    add(heading, { row: top, column: 0, rowSpan: 1, colSpan: width }, 'columns')
  }
  const depth = depthOf(across)
  if (labelWidth > 0) {
    add(table.note ?? '', { row: first, column: 0, rowSpan: depth, colSpan: labelWidth })
  }
  // A block with fewer columns than the table is wide gives the rest to its last one.
  const lines = widthOf(across)
  const rest = width - labelWidth - lines
  for (const { text, path, start, span, level, levels } of placed(across, depth)) {
    const colSpan = start + span === lines ? span + rest : span
    const spot = { row: first + level, column: labelWidth + start, rowSpan: levels, colSpan }
    add(text, spot, path === undefined ? 'columns' : 'column', path)
  }
  for (const { text, path, start, span, level, levels } of placed(down, labelWidth)) {
    const spot = { row: first + depth + start, column: level, rowSpan: span, colSpan: levels }
    add(text, spot, path === undefined ? 'rows' : 'row', path)
  }
  return labels
}

/** A box where each row meets each column; without row labels, one line under the columns. */
function boxesIn(table: Table, labels: readonly Placing[]): readonly Placing[] {
  const columns = labels.filter(({ heads }) => heads === 'column')
  const below = Math.max(...columns.map(({ row, rowSpan }) => row + rowSpan))
  const rows: readonly { row: number; path?: string }[] = labels.some(
    ({ heads }) => heads === 'row',
  )
    ? labels.filter(({ heads }) => heads === 'row')
    : [{ row: below }]
  return rows.flatMap((left) =>
    columns.map(({ column, colSpan, path }) => {
      const spot = { row: left.row, column, rowSpan: 1, colSpan }
      const headers = labels.filter((label) => covers(label, spot)).map(({ id }) => id)
      const at = [table.id, left.path, path].filter((part) => part !== undefined).join('.')
      return { ...spot, id: idOf(table, spot), text: '', header: false, headers, at }
    }),
  )
}

function withUnit(format: Format, { path: _, ...cell }: Placing): FormCell {
  const { unit, rowLabels, columnLabels } = cellAtAddress(format, cell.at ?? '') ?? {}
  const said = [...(rowLabels ?? []), ...(columnLabels ?? [])].some((text) => text.includes('万元'))
  return unit === 'fen' && !said ? { ...cell, unit: '万元' } : cell
}

type Spot = Pick<FormCell, 'row' | 'column' | 'rowSpan' | 'colSpan'>

const idOf = ({ id }: Table, { row, column }: Spot): string => `${id}-r${row}c${column}`

/** Whether a label of the same block stands over a place, or to the left of it. */
function covers(label: FormCell, { row, column }: Spot): boolean {
  if (label.heads === undefined) return false
  return label.heads === 'row' || label.heads === 'rows'
    ? label.row <= row && row < label.row + label.rowSpan
    : label.column <= column && column < label.column + label.colSpan
}
