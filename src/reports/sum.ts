import { wanOf } from './money.ts'
import { exact } from './tally.ts'

/** How many of the reports counted did not state a cell, or held it not applicable. */
export interface Gap {
  readonly notStated: number
  readonly notApplicable: number
}

/** The sum of a cell or group: money in 分; null where no report stated it. */
export interface Sum extends Gap {
  readonly value: number | null
  readonly unit: 'item' | 'fen'
}

/** Sums by address, cells and groups alike. */
export type SumsByAddress = ReadonlyMap<string, Sum>

/** Two sums as one. Throws SumTooLarge past 2^53. */
export const plus = (a: Sum, b: Sum): Sum => ({
  value: a.value === null || b.value === null ? (a.value ?? b.value) : exact(a.value + b.value),
  unit: a.unit,
  notStated: a.notStated + b.notStated,
  notApplicable: a.notApplicable + b.notApplicable,
})

/** A sum as on paper: money in 万元. */
export const shown = ({ value, unit }: Pick<Sum, 'value' | 'unit'>): number | null =>
  value !== null && unit === 'fen' ? wanOf(value) : value
