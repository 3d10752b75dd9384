import { keyOf } from './label.ts'
import type { Line, Piece } from './paper.ts'
import { type Vocabulary, vocabularies } from './vocabulary.ts'

/** The rows and columns from the first to the last word of a table's own. */
interface Extent {
  readonly rows: readonly [number, number]
  readonly columns: readonly [number, number]
}

/** Lines as they are, but tables that stand side by side in one grid one after the other. */
export function oneByOne(lines: readonly Line[]): readonly Line[] {
  const grids: Line[][] = []
  for (const line of lines) {
    const grid = grids.at(-1)
    if (tableOf(line) !== undefined && grid && tableOf(grid[0]) === tableOf(line)) grid.push(line)
    else grids.push([line])
  }
  return grids.flatMap((grid) => (grid.length === 1 ? grid : apart(grid)))
}

const tableOf = (line: Line | undefined): number | undefined =>
  line?.kind === 'row' ? line.pieces[0]?.source.table : undefined

/** A grid cut before the first column of each table that stands beside another. */
function apart(grid: readonly Line[]): readonly Line[] {
  const extents = vocabularies.flatMap((vocabulary) => extentOf(grid, vocabulary) ?? [])
  const cuts = extents
    .filter((one) => extents.some((other) => isRightOf(one, other)))
    .map(({ columns: [first] }) => first)
    .sort((a, b) => a - b)
  const bounds = [0, ...cuts, Number.POSITIVE_INFINITY]
  return cuts.length === 0
    ? grid
    : cuts.concat(0).flatMap((_, i) => between(grid, bounds[i] ?? 0, bounds[i + 1] ?? 0))
}

const isRightOf = (one: Extent, other: Extent): boolean =>
  one.columns[0] > other.columns[1] && one.rows[0] <= other.rows[1] && other.rows[0] <= one.rows[1]

function between(grid: readonly Line[], from: number, to: number): readonly Line[] {
  const isHere = ({ source: { column = 0 } }: Piece) => column >= from && column < to
  return grid
    .map((line) => ({ ...line, pieces: line.pieces.filter(isHere) }))
    .filter(({ pieces }) => pieces.length > 0)
}

function extentOf(grid: readonly Line[], vocabulary: Vocabulary): Extent | undefined {
  const own = ownWords.get(vocabulary)
  const found = grid.flatMap(({ pieces }) => pieces.filter(({ text }) => own?.has(keyOf(text))))
  const rangeOf = (numbers: readonly number[]) =>
    [Math.min(...numbers), Math.max(...numbers)] as const
  return found.length === 0
    ? undefined
    : {
        rows: rangeOf(found.map(({ source: { row = 0 } }) => row)),
        columns: rangeOf(found.map(({ source: { column = 0 } }) => column)),
      }
}

/** For each table, the rows and columns that no other table has. */
const ownWords = new Map(
  vocabularies.map((vocabulary) => {
    const others = vocabularies.filter((other) => other !== vocabulary)
    const words = [...vocabulary.rows, ...vocabulary.columns].filter((word) =>
      others.every(({ rows, columns }) => !rows.has(word) && !columns.has(word)),
    )
    return [vocabulary, new Set(words)] as const
  }),
)
