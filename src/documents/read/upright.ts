import type { Text } from '../../reports/text.ts'
import type { Source } from '../grid.ts'
import { keyOf } from './label.ts'
import type { Line, Piece } from './paper.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A piece by where it stands in its grid. */
interface Standing {
  readonly piece: Piece
  readonly row: number
  readonly column: number
}

/** So few labels are no row of headings. */
const FEWEST = 3

/**
 * The lines of a table that is printed the other way round, results across and applicants down, as
 * the form has them; undefined for a table that stands upright.
 */
export function upright(
  { rows, columns, forms }: Vocabulary,
  lines: readonly Line[],
): readonly Line[] | Text | undefined {
  if (forms.some(({ table }) => table.layout === 'across' || table.blocks.length > 1)) return
  const cells = lines.flatMap(standing)
  const keyed = cells.map((cell) => ({ ...cell, key: keyOf(cell.piece.text) }))
  const heads = keyed.filter(({ key }) => rows.has(key) && !columns.has(key))
  const sides = keyed.filter(({ key }) => columns.has(key) && !rows.has(key))
  const across =
    count(heads, 'column') >= FEWEST && count(heads, 'row') < count(heads, 'column') / 2
  const down = count(sides, 'row') >= FEWEST && count(sides, 'column') < count(sides, 'row') / 2
  if (!across || !down) return undefined
  const [table, other] = new Set(cells.map(({ piece }) => piece.source.table))
  const widths = new Set(lines.filter(isRow).map(({ pieces }) => pieces.length))
  if (other !== undefined || (table === undefined && widths.size > 1)) return notCertain
  return turned(cells)
}

const isRow = ({ kind }: Line): boolean => kind === 'row'

const standing = (line: Line): readonly Standing[] =>
  isRow(line)
    ? line.pieces.map((piece) => {
        const { row, line: number = 0, column = 0 } = piece.source
        return { piece, row: row ?? number, column }
      })
    : []

const count = (cells: readonly Standing[], side: 'row' | 'column'): number =>
  new Set(cells.map((cell) => cell[side])).size

/** Each column as a row. A cell that reaches over several columns is that of several rows. */
function turned(cells: readonly Standing[]): readonly Line[] {
  const inOrder = (side: 'row' | 'column') =>
    [...new Set(cells.map((cell) => cell[side]))].sort((a, b) => a - b)
  const at = new Map(cells.map((cell) => [`${cell.row}/${cell.column}`, cell]))
  const columns = inOrder('column')
  return columns.map((column, i) => ({
    kind: 'row',
    pieces: inOrder('row').flatMap((row): readonly Piece[] => {
      const cell = at.get(`${row}/${column}`)
      if (cell === undefined) return []
      const { merged: _, ...piece } = cell.piece
      const next = columns[i + 1]
      const reaches = next !== undefined && !at.has(`${row}/${next}`)
      const source = { ...piece.source, row: column, column: row }
      return [{ ...piece, source, ...(reaches && { merged: true as const }) }]
    }),
  }))
}

/** Where something stood before its table was turned. */
export function unturned({ row, column, ...source }: Source): Source {
  if (row === undefined || column === undefined) return { ...source }
  return source.table === undefined
    ? { ...source, column: row }
    : { ...source, row: column, column: row }
}

const notCertain: Text = {
  zh: '此表的行和列与格式相反，且各行的格数不同，无法确定数字属于哪一格；请按格式的行列填写',
  en: 'Rows and columns of this table are exchanged, and its rows differ in width: whose the figures are is not certain',
}
