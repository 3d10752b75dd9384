import { setImmediate } from 'node:timers/promises'
import { Problem } from '../errors.ts'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatDueFor, formatOf, formats } from '../formats/index.ts'
import {
  type BreakAt,
  breaksAcross,
  type Part,
  type SumsByAddress,
  sumsIn,
} from '../reports/aggregate.ts'
import { emptyTally, tallyTally } from '../reports/tally.ts'
import type { Caller } from '../store/client-store.ts'
import type { Basis } from '../store/standing.ts'
import type { SumRow } from '../store/sums.ts'
import { type Group, groupsIn, type Key } from './aggregate-groups.ts'
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

/** A group added up, in the terms of its newest format; money in 分. */
export interface AddedGroup {
  readonly key: Key
  readonly coverage: Coverage
  readonly format: Format
  readonly sums: SumsByAddress
  /** The sums of as many years before, where asked for. */
  readonly before: SumsByAddress | undefined
}

export interface AddedUp {
  readonly basis: Basis
  readonly from: number
  readonly to: number
  readonly asOf: string
  readonly digest: string
  readonly groups: readonly AddedGroup[]
  readonly breaks: readonly BreakAt[]
  /** Strong: names the question, the moment and what was counted. */
  readonly etag: string
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

  const first = compare === undefined ? from : 2 * from - to - 1
  const sums =
    query.asOf === undefined
      ? store.sums.now(region, basis)
      : await store.sums.asOf({ region, basis, from: first, to, at: asOf })
  const cut = { region, kind, from, to, by, compared: compare !== undefined }
  const groups = [...groupsIn(sums, cut, MOST_GROUPS + 1)]
  if (groups.length > MOST_GROUPS) throw new Problem('too-many-groups', { most: MOST_GROUPS })

  const added: AddedGroup[] = []
  let since = performance.now()
  for (const group of groups) {
    added.push(addedGroup(group))
    if (performance.now() - since < TURN) continue
    await setImmediate()
    since = performance.now()
  }
  const known = formats.filter(({ version }) =>
    groups.some(({ rows }) => rows.some((row) => row.format === version)),
  )
  const digest = digestOf(groups)
  const etag = etagOf({ ...query, basis, asOf, digest })
  return {
    basis,
    from,
    to,
    asOf,
    digest,
    groups: added,
    breaks: breaksAcross(known, first, to),
    etag,
  }
}

function addedGroup({ key, to, rows, expected, before }: Group): AddedGroup {
  const parts = partsOf(rows)
  const format = parts.at(-1)?.format ?? formatDueFor(to) ?? (formats.at(-1) as Format)
  const none = [{ format, tally: emptyTally(cellsOf(format).length) }]
  const counted = parts.reduce((sum, { tally }) => sum + tally.reports, 0)
  const late = parts.reduce((sum, { tally }) => sum + tally.late, 0)
  return {
    key,
    coverage: { expected, counted, missing: Math.max(0, expected - counted), late },
    format,
    sums: sumsIn(format, parts.length > 0 ? parts : none),
    before: before && sumsIn(format, partsOf(before)),
  }
}

/** Rows of several years added up, one part for each format, oldest format first. */
export function partsOf(rows: readonly SumRow[]): Part[] {
  const parts = new Map<string, Part>()
  for (const { format: version, tally } of rows) {
    const format = formatOf(version)
    if (format === undefined) throw new Error(`The store holds format ${version}, which is unknown`)
    const part = parts.get(version) ?? { format, tally: emptyTally(cellsOf(format).length) }
    parts.set(version, part)
    tallyTally(part.tally, tally, 1)
  }
  return formats.flatMap(({ version }) => parts.get(version) ?? [])
}
