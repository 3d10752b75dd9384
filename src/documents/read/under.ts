import type { Piece } from './paper.ts'
import { isWritten } from './positions.ts'
import type { Label } from './tokens.ts'

/** Where the headings of a real table stand in its grid. */
export interface Under {
  readonly table: number
  /** The column of each heading of the form, in the form's order. */
  readonly columns: readonly number[]
  /** The columns that are headed by something else. */
  readonly others: ReadonlySet<number>
}

/** The places of the headings; undefined where one is missing or it is no grid they stand in. */
export function underOf(
  heads: readonly (Label | undefined)[],
  others: readonly Label[],
): Under | undefined {
  const table = heads[0]?.source.table
  const columns = heads.flatMap((label) =>
    label?.source.table === table ? (label?.source.column ?? []) : [],
  )
  if (table === undefined || new Set(columns).size !== heads.length) return undefined
  const beside = others.flatMap(({ source }) =>
    source.table === table ? (source.column ?? []) : [],
  )
  return { table, columns, others: new Set(beside.filter((column) => !columns.includes(column))) }
}

/**
 * The cells of a row under the headings; undefined where one is missing, or where something is
 * written that stands under no heading: it may be a figure that has slipped out of its column.
 */
export function cellsUnder(
  slots: readonly Piece[],
  { columns, others }: Under,
): readonly Piece[] | undefined {
  const cells = columns.flatMap(
    (column) => slots.find(({ source }) => source.column === column) ?? [],
  )
  const isSound = slots.every(
    (slot) => !isWritten(slot) || cells.includes(slot) || others.has(slot.source.column ?? 0),
  )
  return cells.length === columns.length && isSound ? cells : undefined
}

/** Whether the row stands in the grid of the headings. */
export const isOf = ({ table }: Under, slots: readonly Piece[]): boolean =>
  slots.every(({ source }) => source.table === table)
