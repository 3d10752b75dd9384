import { cellsOf, groupsOf } from '../formats/cells.ts'
import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Format, Grade, Measure } from '../formats/format.ts'
import { put } from './content.ts'
import { type Rate, ratesOf } from './indicators.ts'
import { wanOf } from './money.ts'
import type { Tally } from './tally.ts'

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

/** Sums as answered: nested as in a report, groups beside their rows, money in 万元. */
export interface Aggregate {
  readonly cells: Readonly<Record<string, unknown>>
  readonly gaps: Readonly<Record<string, Gap>>
  readonly indicators: Readonly<Record<string, Rate>>
}

/** A cell or group that does not compare across the formats or years asked for. */
export interface BreakAt {
  readonly at: string
  readonly grade: Grade | 'law'
  readonly why: string
  readonly from?: string | null
  readonly year?: number
}

interface Sum extends Gap {
  readonly value: number | null
}

/** Adds up reports of one or several formats; what is graded `break` is not added across them. */
export function aggregate(parts: readonly Part[]): Aggregate {
  const newest = parts.at(-1)
  const sums = new Map<string, Sum & { unit: 'item' | 'fen' }>()
  if (newest !== undefined) {
    for (const { address, unit, sum } of sumsOf(newest)) sums.set(address, { ...sum, unit })
    for (const part of parts.slice(0, -1)) cross(sums, part, newest.format)
  }
  const cells: Record<string, unknown> = {}
  const gaps: Record<string, Gap> = {}
  for (const [address, { value, unit, notStated, notApplicable }] of sums) {
    put(cells, address, value !== null && unit === 'fen' ? wanOf(value) : value)
    if (notStated > 0 || notApplicable > 0) gaps[address] = { notStated, notApplicable }
  }
  const measure = (name: Measure): number | null =>
    (newest?.format.measures[name] ?? []).reduce<number | null>((total, address) => {
      const value = sums.get(address)?.value ?? null
      return total === null || value === null ? null : total + value
    }, 0)
  return { cells, gaps, indicators: newest === undefined ? {} : ratesOf(measure) }
}

/** Adds an earlier format's sums where the crosswalk allows, and drops what does not compare. */
function cross(
  sums: Map<string, Sum & { unit: 'item' | 'fen' }>,
  { format, tally }: Part,
  newest: Format,
): void {
  const before = new Map([...sumsOf({ format, tally })].map(({ address, sum }) => [address, sum]))
  for (const { from, to, grade } of crosswalkOf(format, newest)) {
    if (to === null) continue
    const known = sums.get(to)
    const other = from === null ? undefined : before.get(from)
    if (known === undefined) continue
    if (grade === 'break' || other === undefined) sums.delete(to)
    else sums.set(to, { ...plus(known, other), unit: known.unit })
  }
}

const plus = (a: Sum, b: Sum): Sum => ({
  value: a.value === null ? b.value : a.value + (b.value ?? 0),
  notStated: a.notStated + b.notStated,
  notApplicable: a.notApplicable + b.notApplicable,
})

/** Every cell and group of a part with its sum; null where no report stated it. */
function* sumsOf({ format, tally }: Part) {
  const cells = cellsOf(format)
  const sumAt = (index: number): Sum => {
    const notStated = tally.notStated[index] ?? 0
    const notApplicable = tally.notApplicable[index] ?? 0
    const stated = tally.reports - notStated - notApplicable
    return { value: stated > 0 ? (tally.sums[index] ?? 0) : null, notStated, notApplicable }
  }
  for (const { index, address, unit } of cells) yield { address, unit, sum: sumAt(index) }
  for (const { address, members } of groupsOf(format)) {
    const sum = members.map(({ index }) => sumAt(index)).reduce(plus)
    yield { address, unit: 'item' as const, sum }
  }
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
