import { type Area, type CellPlace, placeIn, refAt } from '../workbook-ref.ts'
import type { RawCell, Sheet } from '../workbook-sheet.ts'

/** A cell that shows something. */
export interface Shown extends CellPlace {
  readonly ref: string
  readonly raw: RawCell
  /** It reaches over several rows. */
  readonly merged: boolean
  readonly inHiddenRow: boolean
}

/** A sheet as it is looked at: without hidden columns, merged cells once, at their first place. */
export interface ShownSheet {
  /** The rows and the columns in which anything stands, in order. */
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  at(place: CellPlace): Shown | undefined
  /** Whether a cell above or to the left reaches over this place. */
  isCovered(place: CellPlace): boolean
}

/** Several times the cells of the largest form, on one sheet. */
const MOST_PLACES = 20_000
const MOST_MERGED = 2_000

/** What a sheet shows; undefined where that is more than any report does. */
export function shownOn(sheet: Sheet): ShownSheet | undefined {
  const merged = new Map(sheet.merged.map((area) => [refAt(area.first), area]))
  const all = [...sheet.cells].flatMap(([ref, raw]) => shownIn(sheet, ref, raw, merged.get(ref)))
  const rows = inOrder(all.map(({ row }) => row))
  const columns = inOrder(all.map(({ column }) => column))
  if (rows.length * columns.length > MOST_PLACES || merged.size > MOST_MERGED) return undefined

  const covered = new Set<string>()
  for (const { first, last } of merged.values()) {
    const across = columns.filter((column) => column >= first.column && column <= last.column)
    for (const row of rows.filter((row) => row >= first.row && row <= last.row))
      for (const column of across)
        if (row > first.row || column !== across[0]) covered.add(refAt({ row, column }))
  }
  // What lies under a merged cell was written before it was merged, and does not show.
  const shown = new Map(
    all
      .filter(({ ref }) => merged.has(ref) || !covered.has(ref))
      .map((one) => [refAt(one), one] as const),
  )
  return {
    rows: inOrder([...shown.values()].map(({ row }) => row)),
    columns,
    at: (place) => shown.get(refAt(place)),
    isCovered: (place) => covered.has(refAt(place)),
  }
}

function shownIn(sheet: Sheet, ref: string, raw: RawCell, area: Area | undefined): Shown[] {
  const place = placeIn(ref)
  if (place === undefined || (raw.text.trim() === '' && raw.formula === undefined)) return []
  const last = area?.last ?? place
  const { row } = place
  let { column } = place
  while (column < last.column && sheet.hiddenColumns.has(column)) column += 1
  if (sheet.hiddenColumns.has(column)) return []
  const inHiddenRow = sheet.hiddenRows.has(row)
  return [{ row, column, ref, raw, merged: last.row > row, inHiddenRow }]
}

const inOrder = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].sort((a, b) => a - b)
