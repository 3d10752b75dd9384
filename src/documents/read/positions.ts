import type { Piece } from './paper.ts'

/**
 * Where figures stand in the rows of a grid copied as text. Copies write merged cells as empty
 * ones, so that a row with blanks among its figures does not say which of its empty cells are
 * columns; the full rows of the block do.
 */
export interface Positions {
  /** By the width of a row in cells, the places of its figures. */
  readonly shown: ReadonlyMap<number, readonly number[]>
  /** The widths whose full rows disagree: figures of another column are among them. */
  readonly disputed: ReadonlySet<number>
  /** Whether empty cells stand between a label and its figures. */
  readonly padded: boolean
}

export function positionsIn(rows: readonly (readonly Piece[])[], count: number): Positions {
  const shown = new Map<number, readonly number[]>()
  const disputed = new Set<number>()
  let padded = false
  for (const slots of rows) {
    const columns = slots.filter(isWritten).map(columnOf)
    const width = widthOf(slots)
    const together = columns.at(-1) === (columns[0] ?? 0) + count - 1
    if (width === 0 || columns.length !== count || !together) continue
    padded ||= columns[0] !== slots[0]?.source.column
    if (shown.has(width) && shown.get(width)?.[0] !== columns[0]) disputed.add(width)
    shown.set(width, columns)
  }
  for (const width of disputed) shown.delete(width)
  return { shown, disputed, padded }
}

/** The cells of a row that is as many cells wide as full ones are; none if any figure is left over. */
export function placed(
  slots: readonly Piece[],
  { shown, padded }: Positions,
  count: number,
): readonly Piece[] | undefined {
  const columns = shown.get(widthOf(slots))
  if (slots.length === count) {
    // A table of the medium itself has no cells but its own; a line of text may have lost its end.
    if (slots[0]?.source.table !== undefined) return slots
    if (columns === undefined) return padded ? undefined : slots
  }
  const cells = slots.filter((slot) => columns?.includes(columnOf(slot)))
  const whole = cells.length === count && slots.filter(isWritten).every((s) => cells.includes(s))
  return whole ? cells : undefined
}

/** Whether rows as wide as this one have their figures in different places. */
export const isDisputed = (slots: readonly Piece[], { disputed }: Positions): boolean =>
  disputed.has(widthOf(slots))

const columnOf = ({ source }: Piece): number => source.column ?? 0
const widthOf = (slots: readonly Piece[]): number => slots.at(-1)?.source.column ?? 0

/** Whether anything stands in a cell. */
export const isWritten = ({ text }: Piece): boolean => text !== ''
