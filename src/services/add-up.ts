import { setImmediate } from 'node:timers/promises'
import { Problem } from '../errors.ts'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatDueFor, formats } from '../formats/index.ts'
import { type BreakAt, breaksAcross } from '../reports/breaks.ts'
import { type Part, type SumTable, tableOf } from '../reports/sum-table.ts'
import { addEncoded, emptyTally, headOf } from '../reports/tally.ts'
import type { Caller } from '../store/client-store.ts'
import { knownFormat } from '../store/known-format.ts'
import type { Basis } from '../store/standing.ts'
import type { SumRow } from '../store/sums.ts'
import { firstOf, type Group, groupsIn, type Key } from './aggregate-groups.ts'
import { type AggregateQuery, dimensionsOf, yearsOf } from './aggregate-query.ts'
import { basisFor } from './basis-for.ts'
import { digestOf, etagOf } from './digest.ts'
import { pastMoment } from './past-moment.ts'
import type { Service } from './service.ts'

export interface Coverage {
  readonly expected: number
  readonly counted: number
  readonly missing: number
  readonly late: number
}

/** A group added up, in the terms of its newest format. */
export interface AddedGroup {
  readonly key: Key
  readonly coverage: Coverage
  readonly sums: SumTable
  /** The sums of as many years before, where asked for. */
  readonly before: SumTable | undefined
}

export interface AddedUp {
  readonly basis: Basis
  readonly from: number
  readonly to: number
  readonly asOf: string
  readonly digest: string
  readonly breaks: readonly BreakAt[]
  /** Strong: names the question, the moment and what was counted. */
  readonly etag: string
  /** How many groups there are. */
  readonly count: number
  /** Each group, added up when it is asked for; others have their turn in between. */
  groups(): AsyncGenerator<AddedGroup>
}

const MOST_GROUPS = 1000
/** Others have their turn after so many milliseconds. */
const TURN = 10

/** Adds up the reports of a region's whole subtree; one roll-up row answers for each group. */
export async function addUp(
  service: Service,
  caller: Caller,
  query: AggregateQuery,
): Promise<AddedUp> {
  const { store } = service
  const { region, kind = '', compare } = query
  if (store.register.findRegion(region) === undefined) {
    throw new Problem('region-not-found', { region })
  }
  const { from, to } = yearsOf(query)
  const by = dimensionsOf(query.groupBy)
  const basis = basisFor(service, caller, region, query.basis)
  const asOf = pastMoment(service, query.asOf)

  const cut = { region, kind, from, to, by, compared: compare !== undefined }
  const first = firstOf(cut)
  const sums =
    query.asOf === undefined
      ? store.sums.now(region, basis)
      : await store.sums.asOf({ region, basis, from: first, to, at: asOf })
  const groups: Group[] = []
  for (const group of groupsIn(sums, cut, MOST_GROUPS + 1)) {
    if (groups.push(group) <= MOST_GROUPS) continue
    throw new Problem('too-many-groups', { most: MOST_GROUPS })
  }

  const versions = new Set(groups.flatMap(({ rows }) => rows.map(({ format }) => format)))
  const known = formats.filter(({ version }) => versions.has(version))
  const digest = digestOf(groups.map(({ key, rows }) => ({ key, digests: digestsOf(rows) })))
  return {
    basis,
    from,
    to,
    asOf,
    digest,
    breaks: breaksAcross(known, first, to),
    etag: etagOf({ ...query, basis, asOf, digest }),
    count: groups.length,
    groups: () => inTurns(groups),
  }
}

async function* inTurns(groups: readonly Group[]): AsyncGenerator<AddedGroup> {
  let since = performance.now()
  for (const group of groups) {
    yield addedGroup(group)
    if (performance.now() - since < TURN) continue
    await setImmediate()
    since = performance.now()
  }
}

function addedGroup({ key, to, rows, expected, before }: Group): AddedGroup {
  const parts = partsOf(rows)
  const format = parts.at(-1)?.format ?? formatDueFor(to) ?? (formats.at(-1) as Format)
  const counted = parts.reduce((sum, { tally }) => sum + tally.reports, 0)
  const late = parts.reduce((sum, { tally }) => sum + tally.late, 0)
  return {
    key,
    coverage: { expected, counted, missing: Math.max(0, expected - counted), late },
    sums: tableOf(format, parts),
    before: before && tableOf(format, partsOf(before)),
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
