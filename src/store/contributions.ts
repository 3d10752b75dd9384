import { termsFor } from '../formats/index.ts'
import { figureReader } from '../reports/figure-reader.ts'
import { plus, type Sum } from '../reports/sum.ts'
import { addMark, DIGEST } from '../reports/tally.ts'
import { FILERS_AT, stoodBeside } from './counted-at.ts'
import { knownFormat } from './known-format.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { AsOf } from './sums-as-of.ts'

/** A place in the list: the report's figure (money in 分, null where it states none) and whose it is. */
export interface ContributionPlace {
  readonly value: number | null
  readonly agency: string
  readonly year: number
}

export interface ContributionQuery extends AsOf {
  /** `''` is every kind. */
  readonly kind: string
  readonly cell: string
  readonly after: ContributionPlace | null
  readonly limit: number
}

/** A report behind a sum. */
export interface Contribution extends ContributionPlace, Omit<Sum, 'value' | 'unit'> {
  readonly name: string
  readonly format: string
  readonly revision: number
  readonly late: boolean
}

/** The reports behind a sum, and the sum itself. */
export interface Contributions {
  readonly sum: Sum | null
  readonly reports: number
  readonly largest: Contribution | null
  /** Largest first, after the place asked for, one more than `limit` where there are more. */
  readonly items: readonly Contribution[]
  /** The sums of marks by year and format, in that order. */
  readonly digests: readonly Uint8Array[]
}

interface Row {
  readonly id: string
  readonly name: string
  readonly year: number
  readonly late: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
}

/** Finds the reports behind one cell or group; undefined where their formats do not compare. */
export function contributionsAt(
  database: Database,
  query: ContributionQuery,
): Contributions | undefined {
  const counted = `with recursive ${FILERS_AT}
    select %s from filer ${stoodBeside('cross')}
    where @kind = '' or filer.kind = @kind`
  const { kind, cell, after, limit, ...at } = query
  const asked = { ...at, kind }
  const versions = database
    .prepare<[object], string>(counted.replace('%s', 'distinct revision.format'))
    .pluck()
    .all(asked)
  const read = readersFor(versions, query.to, cell)
  if (read === undefined) return undefined

  const rows = database.prepare<[object], Row>(
    counted.replace(
      '%s',
      `filer.id, filer.name, report.year, standing.late as late, revision.number, revision.format,
       revision.digest, revision.cells`,
    ),
  )
  const marks = new Map<string, Uint8Array>()
  const page = largestFirst(limit + 1)
  const first = largestFirst(1)
  let sum: Sum | null = null
  let reports = 0
  for (const { id, name, year, late, number, format, digest, cells } of rows.iterate(asked)) {
    const figure = (read.get(format) as (vector: Uint8Array) => Sum)(cells)
    const { unit: _, ...own } = figure
    const one = { agency: id, name, year, format, revision: number, late: late === 1, ...own }
    sum = sum === null ? figure : plus(sum, figure)
    reports++
    const group = `${year} ${format}`
    const total = marks.get(group) ?? new Uint8Array(DIGEST)
    marks.set(group, total)
    addMark(total, markOf(id, year, number, digest), 1)
    first.offer(one)
    if (after === null || order(after, one) < 0) page.offer(one)
  }
  const digests = [...marks.keys()].sort().map((group) => marks.get(group) as Uint8Array)
  return { sum, reports, largest: first.taken()[0] ?? null, items: page.taken(), digests }
}

/** How the cell is read from each of these formats, in the terms of the newest of them. */
function readersFor(versions: readonly string[], year: number, cell: string) {
  const terms = termsFor(versions, year)
  const readers = new Map<string, (vector: Uint8Array) => Sum>()
  for (const version of versions) {
    const read = figureReader(knownFormat(version), terms, cell)
    if (read === undefined) return undefined
    readers.set(version, read)
  }
  return readers
}

/** Largest figure first, then those that state none; equals by agency and year. */
function order(a: ContributionPlace, b: ContributionPlace): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1
    if (b.value === null) return -1
    return b.value - a.value
  }
  if (a.agency !== b.agency) return a.agency < b.agency ? -1 : 1
  return a.year - b.year
}

/** Keeps the first `most` in order of whatever number is offered. */
function largestFirst(most: number) {
  let kept: Contribution[] = []
  /** The last of them once there are as many; what comes after it is not among the first. */
  let last: Contribution | undefined
  const settle = () => {
    kept = kept.sort(order).slice(0, most)
    last = kept[most - 1]
  }
  return {
    offer(one: Contribution): void {
      if (last !== undefined && order(last, one) < 0) return
      kept.push(one)
      if (kept.length >= 2 * most) settle()
    },
    taken(): readonly Contribution[] {
      settle()
      return kept
    },
  }
}
