import { Problem } from '../errors.ts'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formats, termsFor } from '../formats/index.ts'
import { type BreakAt, breaksAcross } from '../reports/breaks.ts'
import { type Part, type SumTable, tableOf } from '../reports/sum-table.ts'
import { addEncoded, emptyTally, headOf } from '../reports/tally.ts'
import type { Caller } from '../store/client-store.ts'
import { knownFormat } from '../store/known-format.ts'
import type { Basis } from '../store/standing.ts'
import type { Store } from '../store/store.ts'
import type { SumRow, Sums } from '../store/sums.ts'
import { type Cut, firstOf, type Group, groupsIn } from './aggregate-groups.ts'
import { type AggregateQuery, dimensionsOf, yearsOf } from './aggregate-query.ts'
import { basisFor } from './basis-for.ts'
import { digestOf, etagOf } from './digest.ts'
import { findRegion } from './find-region.ts'
import { pastMoment } from './past-moment.ts'
import type { Service } from './service.ts'

export interface Coverage {
  readonly expected: number
  readonly counted: number
  readonly missing: number
  readonly late: number
}

/** A group, to be added up in the terms of its newest format. */
export interface AddedGroup extends Pick<Group, 'key' | 'rows' | 'to'> {
  readonly coverage: Coverage
  sums(): SumTable
  /** The sums of as many years before, where asked for. */
  before(): SumTable | undefined
}

export interface AddedUp {
  readonly digest: string
  readonly breaks: readonly BreakAt[]
  /** Strong: names the question, the moment and what was counted. */
  readonly etag: string
  readonly groups: readonly AddedGroup[]
}

const MOST_GROUPS = 1000

/** What a caller asks for and may have, defaults filled in. */
export interface Asked extends Cut {
  readonly query: AggregateQuery
  readonly basis: Basis
  readonly asOf: string
}

/** Throws what stands in the way of an answer. */
export function askedOf(service: Service, caller: Caller, query: AggregateQuery): Asked {
  const { region, kind = '', compare } = query
  findRegion(service, region)
  const years = yearsOf(query)
  const by = dimensionsOf(query.groupBy)
  const basis = basisFor(service, caller, region, query.basis)
  const asOf = pastMoment(service, query.asOf)
  return { query, region, kind, ...years, by, compared: compare !== undefined, basis, asOf }
}

/** Adds up the reports of a region's whole subtree; one roll-up row answers for each group. */
export async function addUp({ store }: Service, asked: Asked): Promise<AddedUp> {
  const { query, to, basis, asOf } = asked
  const first = firstOf(asked)
  const sums = await sumsFor(store, asked)
  const groups: Group[] = []
  for (const group of groupsIn(sums, asked, MOST_GROUPS + 1)) {
    if (groups.push(group) <= MOST_GROUPS) continue
    throw new Problem('too-many-groups', { most: MOST_GROUPS })
  }

  const versions = new Set(groups.flatMap(({ rows }) => rows.map(({ format }) => format)))
  const known = formats.filter(({ version }) => versions.has(version))
  const digest = digestOf(groups.map(({ key, rows }) => ({ key, digests: digestsOf(rows) })))
  return {
    digest,
    breaks: breaksAcross(known, first, to),
    etag: etagOf({ ...query, basis, asOf, digest }),
    groups: groups.map(addedGroup),
  }
}

/** The sums as they stand or stood; when something is changed while they are read, as they stood. */
async function sumsFor(store: Store, asked: Asked): Promise<Sums> {
  const { query, region, kind, to, by, basis, asOf } = asked
  const from = firstOf(asked)
  const state = store.state()
  if (query.asOf === undefined) {
    if (!by.includes('agency')) return store.sums.now(region, basis)
    const limit = MOST_GROUPS + 1
    const sums = await store.sums.byAgency({ region, basis, kind, from, to, limit })
    if (store.state() === state) return sums
  }
  return store.sums.asOf({ region, basis, from, to, at: asOf })
}

function addedGroup({ key, to, rows, expected, before }: Group): AddedGroup {
  const heads = rows.map(({ tally }) => headOf(tally))
  const counted = heads.reduce((sum, { reports }) => sum + reports, 0)
  const late = heads.reduce((sum, head) => sum + head.late, 0)
  const terms = () =>
    termsFor(
      rows.map(({ format }) => format),
      to,
    )
  return {
    key,
    rows,
    to,
    coverage: { expected, counted, missing: Math.max(0, expected - counted), late },
    sums: () => tableOf(terms(), partsOf(rows)),
    before: () => before && tableOf(terms(), partsOf(before)),
  }
}

/** The sums of marks, row by row. */
export const digestsOf = (rows: readonly SumRow[]): Uint8Array[] =>
  rows.map(({ tally }) => headOf(tally).digest)

/** Rows of several years added up, one part for each format, oldest format first. */
export function partsOf(rows: readonly SumRow[]): Part[] {
  const parts = new Map<Format, Part>()
  for (const row of rows) {
    const format = knownFormat(row.format)
    const part = parts.get(format) ?? { format, tally: emptyTally(cellsOf(format).length) }
    parts.set(format, part)
    addEncoded(part.tally, row.tally)
  }
  return parts.size < 2 ? [...parts.values()] : formats.flatMap((format) => parts.get(format) ?? [])
}
