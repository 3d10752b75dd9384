import { placeIn } from '../workbook-ref.ts'
import type { Sheet } from '../workbook-sheet.ts'
import type { ShownSheet } from './sheet-shown.ts'

/** Rows that follow one another, and their columns: apart where nothing stands between them. */
export interface Run {
  readonly rows: readonly number[]
  readonly parts: readonly (readonly number[])[]
}

/** The runs of a sheet. Tables side by side are two parts of one run. */
export function runsOf(sheet: Sheet, shown: ShownSheet): readonly Run[] {
  const used = usedColumns(sheet, shown)
  return rowsTogether(shown.rows).map((rows) => {
    const [first = 0, last = 0] = [rows[0], rows.at(-1)]
    const merged = sheet.merged.filter((area) => area.first.row <= last && area.last.row >= first)
    const stretches = [
      ...rows.flatMap((row) => used.get(row) ?? []).map((column) => [column, column] as const),
      ...merged.map((area) => [area.first.column, area.last.column] as const),
    ].sort(([a], [b]) => a - b)
    const ends = endsOf(stretches, sheet.hiddenColumns)
    return { rows, parts: ends.map((end, i) => within(shown.columns, ends[i - 1] ?? 0, end)) }
  })
}

function rowsTogether(rows: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    if (run?.at(-1) === row - 1) run.push(row)
    else runs.push([row])
  }
  return runs
}

/** By row, the columns in which a cell is, be it blank. */
function usedColumns(sheet: Sheet, shown: ShownSheet): ReadonlyMap<number, readonly number[]> {
  const used = new Map<number, number[]>(shown.rows.map((row) => [row, []]))
  for (const ref of [...sheet.cells.keys(), ...sheet.blanks]) {
    const place = placeIn(ref)
    if (place !== undefined) used.get(place.row)?.push(place.column)
  }
  return used
}

/** The last column of each stretch of columns, those joined that touch or have hidden ones between. */
function endsOf(
  stretches: readonly (readonly [number, number])[],
  hidden: ReadonlySet<number>,
): readonly number[] {
  const ends: number[] = []
  let reach: number | undefined
  for (const [from, to] of stretches) {
    if (reach !== undefined) {
      let next = reach + 1
      while (next < from && hidden.has(next)) next += 1
      if (next < from) ends.push(reach)
    }
    reach = Math.max(reach ?? to, to)
  }
  return reach === undefined ? ends : [...ends, reach]
}

const within = (columns: readonly number[], after: number, end: number): readonly number[] =>
  columns.filter((column) => column > after && column <= end)
