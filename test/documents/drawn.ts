import type { Format } from '../../src/formats/format.ts'
import type { Drawn, Placed } from './pdf.ts'
import { type Figures, gridOf, type Printed, report } from './press.ts'

type Marks = (Placed | Drawn)[]

const LETTER = 10
const [LEFT, WIDTH, TOP, FOOT] = [50, 500, 790, 60]
const widthOf = (text: string) => [...text].reduce((sum, c) => sum + (c < '\x80' ? 5 : 10), 0)

/** A report whose tables are drawn with lines, as offices export them; rows are kept on one page. */
export function drawn(format: Format, figures: Figures): readonly Marks[] {
  const set: Marks[] = [[]]
  let y = TOP
  const need = (height: number) => {
    if (y - height > FOOT) return
    set.push([])
    y = TOP
  }
  for (const line of report(format, ({ id }) => `@${id}`).split('\n')) {
    const section = format.sections.find(({ id }) => `@${id}` === line)
    if (section?.kind === 'table') {
      const rows = gridOf(section, figures)
      const columns = Math.max(...rows.map((row) => row.reduce((sum, c) => sum + c.colSpan, 0)))
      const edges = Array.from({ length: columns + 1 }, (_, i) => LEFT + (WIDTH / columns) * i)
      for (const row of placedIn(rows)) {
        const height = heightOf(row, edges)
        need(height)
        set.at(-1)?.push(...rowAt(row, edges, y, height))
        y -= height
      }
      y -= 20
    } else {
      for (let i = 0; i < line.length; i += 47) {
        need(18)
        set.at(-1)?.push({ text: line.slice(i, i + 47), x: LEFT + 10, y: y - 12 })
        y -= 18
      }
    }
  }
  return set
}

interface Cell {
  readonly text: string
  readonly column: number
  readonly colSpan: number
  /** It begins in this row; it ends here. */
  readonly begins: boolean
  readonly ends: boolean
}

/** The cells that each row of a grid passes through. */
function placedIn(rows: readonly (readonly Printed[])[]): readonly (readonly Cell[])[] {
  const grid: Cell[][] = rows.map(() => [])
  rows.forEach((row, r) => {
    let column = 0
    for (const { text, rowSpan, colSpan } of row) {
      while (grid[r]?.some((c) => c.column <= column && column < c.column + c.colSpan)) column += 1
      for (let i = 0; i < rowSpan; i++) {
        const [begins, ends] = [i === 0, i === rowSpan - 1]
        grid[r + i]?.push({ text: begins ? text : '', column, colSpan, begins, ends })
      }
      column += colSpan
    }
  })
  return grid
}

function rowAt(row: readonly Cell[], edges: readonly number[], top: number, height: number): Marks {
  return row.flatMap(({ text, column, colSpan, begins, ends }): Marks => {
    const [left, right] = [edges[column] ?? 0, edges[column + colSpan] ?? 0]
    const low = top - height
    const line = (from: [number, number], to: [number, number]): Drawn => ({ from, to })
    const words = wrapped(text, right - left - 4)
    // A cell of several rows begins at its top, others stand in the middle.
    const above = begins && ends ? (height - words.length * (LETTER + 2)) / 2 : 2
    const first = top - above - LETTER
    return [
      line([left, low], [left, top]),
      line([right, low], [right, top]),
      ...(begins ? [line([left, top], [right, top])] : []),
      ...(ends ? [line([left, low], [right, low])] : []),
      ...words.map((part, i) => ({
        text: part,
        x: (left + right - widthOf(part)) / 2,
        y: first - i * (LETTER + 2),
      })),
    ]
  })
}

const heightOf = (row: readonly Cell[], edges: readonly number[]): number =>
  Math.max(
    ...row.map(({ text, column, colSpan, ends, begins }) =>
      begins && ends
        ? wrapped(text, (edges[column + colSpan] ?? 0) - (edges[column] ?? 0) - 4).length * 12 + 6
        : 18,
    ),
  )

/** Cut wherever a line is full, within numbers too. */
function wrapped(text: string, width: number): readonly string[] {
  const lines = ['']
  for (const character of text) {
    const last = lines.at(-1) ?? ''
    if (widthOf(last + character) <= width) lines[lines.length - 1] = last + character
    else lines.push(character)
  }
  return lines
}
