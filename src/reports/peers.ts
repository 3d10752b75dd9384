import type { Format } from '../formats/format.ts'
import { leadingCells } from '../formats/leading-cells.ts'
import { comparableIn } from './comparable.ts'
import { printed } from './content.ts'
import type { Report } from './report.ts'

/** The middle of what agencies of the same kind state, by address; figures as printed. */
export interface Peers {
  readonly count: number
  readonly medians: Readonly<Record<string, number>>
}

/** Fewer than this are no crowd to be unlike. */
export const LEAST_PEERS = 5

/**
 * The medians of the cells that are looked at first, in the terms of a format. A cell that fewer
 * than LEAST_PEERS of them state, or state comparably, has none.
 */
export function peersOf(reports: readonly Report[], format: Format): Peers {
  const medians: Record<string, number> = {}
  for (const cell of leadingCells(format)) {
    const figures = reports.flatMap((report) => {
      const found = comparableIn(report, format, cell)
      const figure = found?.grade === 'exact' ? printed(cell, found.value) : null
      return typeof figure === 'number' ? [figure] : []
    })
    if (figures.length >= LEAST_PEERS) medians[cell.address] = medianOf(figures)
  }
  return { count: reports.length, medians }
}

function medianOf(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? above : (below + above) / 2
}
