import { cellsOf, groupsOf } from '../formats/cells.ts'
import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Format, Grade, Measure } from '../formats/format.ts'
import { put } from './content.ts'
import { type Rate, ratesOf } from './indicators.ts'
import { wanOf } from './money.ts'
import { exact, type Tally } from './tally.ts'

/** The sum of reports of one format. */
export interface Part {
  readonly format: Format
  readonly tally: Tally
}

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

/** Sums as answered: nested as in a report, groups beside their rows, money in 万元. */
export interface Aggregate {
  readonly cells: Readonly<Record<string, unknown>>
  readonly gaps: Readonly<Record<string, Gap>>
  readonly indicators: Readonly<Record<string, Rate>>
}

/**
 * Adds up reports of one or several formats (oldest first) in the addresses of `format`; what is
 * graded `break` is not added across them, nor is it there when only an earlier format has it.
 */
export function sumsIn(format: Format, parts: readonly Part[]): SumsByAddress {
  const sums = new Map<string, Sum>()
  for (const part of parts) {
    const own = ownSums(part)
    const inTerms = part.format === format ? own : crossed(own, part.format, format)
    if (sums.size === 0) for (const [address, sum] of inTerms) sums.set(address, sum)
    else {
      for (const [address, sum] of sums) {
        const other = inTerms.get(address)
        if (other === undefined) sums.delete(address)
        else sums.set(address, plus(sum, other))
      }
    }
  }
  return sums
}

/** An earlier format's sums under the addresses of a later one, where the crosswalk joins them. */
function crossed(own: SumsByAddress, earlier: Format, later: Format): SumsByAddress {
  const sums = new Map<string, Sum>()
  for (const { from, to, grade } of crosswalkOf(earlier, later)) {
    const sum = from === null ? undefined : own.get(from)
    if (to !== null && sum !== undefined && grade !== 'break') sums.set(to, sum)
  }
  return sums
}

/** Two sums as one. Throws SumTooLarge past 2^53. */
export const plus = (a: Sum, b: Sum): Sum => ({
  value: a.value === null || b.value === null ? (a.value ?? b.value) : exact(a.value + b.value),
  unit: a.unit,
  notStated: a.notStated + b.notStated,
  notApplicable: a.notApplicable + b.notApplicable,
})

/** Every cell and group of a part with its sum. */
function ownSums({ format, tally }: Part): SumsByAddress {
  const sums = new Map<string, Sum>()
  for (const { index, address, unit } of cellsOf(format)) {
    const notStated = tally.notStated[index] ?? 0
    const notApplicable = tally.notApplicable[index] ?? 0
    const stated = tally.reports - notStated - notApplicable
    const value = stated > 0 ? (tally.sums[index] ?? 0) : null
    sums.set(address, { value, unit, notStated, notApplicable })
  }
  for (const { address, members } of groupsOf(format)) {
    const parts = members.flatMap((cell) => sums.get(cell.address) ?? [])
    sums.set(address, parts.reduce(plus))
  }
  return sums
}

/** The sums as answered, of the addresses that are wanted. */
export function aggregateOf(
  format: Format,
  sums: SumsByAddress,
  wanted: (address: string) => boolean,
): Aggregate {
  const cells: Record<string, unknown> = {}
  const gaps: Record<string, Gap> = {}
  for (const [address, sum] of sums) {
    if (!wanted(address)) continue
    put(cells, address, shown(sum))
    const { notStated, notApplicable } = sum
    if (notStated > 0 || notApplicable > 0) gaps[address] = { notStated, notApplicable }
  }
  const measure = (name: Measure): number | null =>
    format.measures[name].reduce<number | null>((total, address) => {
      const value = sums.get(address)?.value ?? null
      return total === null || value === null ? null : total + value
    }, 0)
  return { cells, gaps, indicators: ratesOf(measure) }
}

/** A sum as on paper: money in 万元. */
export const shown = ({ value, unit }: Sum): number | null =>
  value !== null && unit === 'fen' ? wanOf(value) : value

/** A cell or group that does not compare across the formats or years asked for. */
export interface BreakAt {
  readonly at: string
  readonly grade: Grade | 'law'
  readonly why: string
  readonly from?: string | null
  readonly year?: number
}

/** What does not compare when these formats and years stand in one answer. */
export function breaksAcross(formats: readonly Format[], from: number, to: number): BreakAt[] {
  const breaks: BreakAt[] = []
  formats.slice(1).forEach((later, i) => {
    const earlier = formats[i] as Format
    for (const { from: before, to: after, grade, why } of crosswalkOf(earlier, later)) {
      const at = after ?? before
      if (grade !== 'exact' && at !== null) breaks.push({ at, from: before, grade, why })
    }
  })
  for (const { year, at, why } of formats.at(-1)?.breaks ?? []) {
    if (from < year && year <= to) breaks.push({ at, grade: 'law', why, year })
  }
  return breaks
}
