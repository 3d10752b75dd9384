import type { AnyBlock, Entry, Format, Line, Table, Term } from './format.ts'
import { once } from './once.ts'

/** A cell of a format. `index` is its place in the format's cell order, the order of print. */
export interface Cell {
  readonly index: number
  readonly address: string
  readonly table: string
  readonly row: string
  readonly column: string
  /** Printed labels from the outermost heading inwards, e.g. `['三、本年度办理结果', '（一）予以公开']`. */
  readonly rowLabels: readonly string[]
  readonly columnLabels: readonly string[]
  readonly total: boolean
  readonly signed: boolean
  readonly stock: boolean
  readonly unit: 'item' | 'fen'
  readonly needs?: 'ruleMaking' | 'power'
}

/** A printed group of rows, in one column: not a cell, but the sum of its cells. */
export interface Group {
  readonly address: string
  readonly label: string
  readonly members: readonly Cell[]
}

/** One line of a block laid flat, with the ids and labels that lead to it. */
export interface FlatLine {
  readonly path: string
  readonly labels: readonly string[]
  readonly line: Entry
}

/** The lines of a block's rows or columns, in the order of print. */
export function* linesIn(
  lines: readonly Line[],
  path: readonly string[] = [],
  labels: readonly string[] = [],
): Generator<FlatLine> {
  for (const line of lines) {
    const ids = line.id === '' ? path : [...path, line.id]
    if (line.kind === 'heading') yield* linesIn(line.lines, ids, [...labels, line.label])
    else yield { path: ids.join('.'), labels: [...labels, line.label], line }
  }
}

export const tablesOf = (format: Format): readonly Table[] =>
  format.sections.filter((section) => section.kind === 'table')

/** Every cell of the format, in the order of print. */
export const cellsOf = once((format: Format): readonly Cell[] => {
  const cells: Cell[] = []
  for (const table of tablesOf(format)) {
    for (const block of table.blocks) {
      for (const row of linesIn(block.rows)) {
        for (const column of linesIn(block.columns)) {
          cells.push(cellAt(cells.length, table, row, column))
        }
      }
    }
  }
  return cells
})

function cellAt(index: number, table: Table, row: FlatLine, column: FlatLine): Cell {
  const needs = row.line.needs ?? column.line.needs
  return {
    index,
    address: addressOf(table, row.path, column.path),
    table: table.id,
    row: row.path,
    column: column.path,
    rowLabels: row.labels,
    columnLabels: column.labels,
    total: row.line.kind === 'total' || column.line.kind === 'total',
    signed: row.line.signed === true || column.line.signed === true,
    stock: row.line.stock === true || column.line.stock === true,
    unit: row.line.unit ?? column.line.unit ?? 'item',
    ...(needs === undefined ? {} : { needs }),
  }
}

const addressOf = (table: Table, row: string, column: string) => `${table.id}.${row}.${column}`

const cellMap = once(
  (format: Format) => new Map(cellsOf(format).map((cell) => [cell.address, cell])),
)

/** The cell at an address, if the format has it. */
export const cellAtAddress = (format: Format, address: string): Cell | undefined =>
  cellMap(format).get(address)

/** The groups that have an address (`applications.refused`), one for each column. */
export const groupsOf = once((format: Format): readonly Group[] => {
  const groups: Group[] = []
  for (const table of tablesOf(format)) {
    for (const block of table.blocks) {
      for (const { path, label, lines } of headingsIn(block.rows)) {
        for (const column of linesIn(block.columns)) {
          const members = [...linesIn(lines, path)]
            .filter((row) => row.line.kind === 'entry')
            .map((row) => mustFind(format, addressOf(table, row.path, column.path)))
          groups.push({ address: addressOf(table, path.join('.'), column.path), label, members })
        }
      }
    }
  }
  return groups
})

function* headingsIn(
  lines: readonly Line[],
  path: readonly string[] = [],
): Generator<{ path: readonly string[]; label: string; lines: readonly Line[] }> {
  for (const line of lines) {
    if (line.kind !== 'heading') continue
    const own = line.id === '' ? path : [...path, line.id]
    if (line.id !== '') yield { path: own, label: line.label, lines: line.lines }
    yield* headingsIn(line.lines, own)
  }
}

/** A cell, of this report or of the same agency's report of the year before. */
export interface CellTerm {
  readonly cell: Cell
  readonly lastYear: boolean
}

/** Left adds up to right. The kind says what a breach is called. */
export interface Identity {
  readonly kind: 'total' | 'balance' | 'carryOver' | 'stock'
  readonly left: readonly CellTerm[]
  readonly right: readonly CellTerm[]
}

/** Every identity of the format: totals of rows and columns, balances, carry-overs, stocks. */
export const identitiesOf = once((format: Format): readonly Identity[] => {
  const identities: Identity[] = []
  for (const table of tablesOf(format)) {
    for (const block of table.blocks) {
      const at = (row: string, column: string) => mustFind(format, addressOf(table, row, column))
      identities.push(...totalsIn(block, at), ...balancesIn(block, at))
    }
  }
  return identities
})

type At = (row: string, column: string) => Cell

function* totalsIn(block: AnyBlock, at: At): Generator<Identity> {
  const sum = (whole: Cell, parts: readonly Cell[]): Identity => ({
    kind: 'total',
    left: [{ cell: whole, lastYear: false }],
    right: parts.map((cell) => ({ cell, lastYear: false })),
  })
  for (const { whole, parts } of sumsIn(block.columns)) {
    for (const row of linesIn(block.rows)) {
      yield sum(
        at(row.path, whole),
        parts.map((part) => at(row.path, part)),
      )
    }
  }
  for (const { whole, parts } of sumsIn(block.rows)) {
    for (const column of linesIn(block.columns)) {
      yield sum(
        at(whole, column.path),
        parts.map((part) => at(part, column.path)),
      )
    }
  }
}

/** A total is the sum of every other entry of its group; totals of sub-groups are not added again. */
function* sumsIn(
  lines: readonly Line[],
  path: readonly string[] = [],
): Generator<{ whole: string; parts: readonly string[] }> {
  for (const line of lines) {
    const ids = line.id === '' ? path : [...path, line.id]
    if (line.kind === 'heading') yield* sumsIn(line.lines, ids)
    if (line.kind === 'total') {
      const entries = [...linesIn(lines, path)].filter((other) => other.line.kind === 'entry')
      yield { whole: ids.join('.'), parts: entries.map((other) => other.path) }
    }
  }
}

function* balancesIn(block: AnyBlock, at: At): Generator<Identity> {
  for (const balance of block.rowBalances ?? []) {
    for (const column of linesIn(block.columns)) {
      yield identity(balance, (id) => at(id, column.path))
    }
  }
  for (const balance of block.columnBalances ?? []) {
    for (const row of linesIn(block.rows)) {
      yield identity(balance, (id) => at(row.path, id))
    }
  }
}

function identity(
  { left, right, soft }: { left: readonly Term[]; right: readonly Term[]; soft?: true },
  cell: (id: string) => Cell,
): Identity {
  const term = (of: Term): CellTerm =>
    typeof of === 'string'
      ? { cell: cell(of), lastYear: false }
      : { cell: cell(of.lastYear), lastYear: true }
  const sides = { left: left.map(term), right: right.map(term) }
  const carries = [...sides.left, ...sides.right].some(({ lastYear }) => lastYear)
  return { kind: soft ? 'stock' : carries ? 'carryOver' : 'balance', ...sides }
}

function mustFind(format: Format, address: string): Cell {
  const cell = cellAtAddress(format, address)
  if (cell === undefined) throw new Error(`Format ${format.version} has no cell ${address}`)
  return cell
}
