import type { Line, Piece } from './paper.ts'

/** A cell of a real table, printed once however far it reaches. */
export interface TableCell {
  readonly piece: Piece
  readonly rowSpan: number
  readonly colSpan: number
}

/** The rows of a real table as lines, each cell with its row and column in the grid. */
export function* linesOfTable(
  rows: Iterable<readonly TableCell[]>,
  table: number,
): Generator<Line> {
  /** For each column, how many more rows a cell above reaches into. */
  const taken: number[] = []
  let row = 0
  for (const cells of rows) {
    row += 1
    const pieces: Piece[] = []
    const begun: (readonly [number, number])[] = []
    let column = 0
    for (const { piece, rowSpan, colSpan } of cells) {
      while ((taken[column] ?? 0) > 0) column += 1
      const source = { ...piece.source, table, row, column: column + 1 }
      pieces.push({ ...piece, source, ...(rowSpan > 1 ? { merged: true as const } : {}) })
      for (let i = 0; i < colSpan; i++, column++) begun.push([column, rowSpan])
    }
    for (const [at, left] of taken.entries()) taken[at] = Math.max(0, left - 1)
    for (const [at, span] of begun) taken[at] = span - 1
    if (pieces.length > 0) yield { kind: 'row', pieces }
  }
}
