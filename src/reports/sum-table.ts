import { addressesOf, placesOf } from '../formats/addresses.ts'
import { cellsOf } from '../formats/cells.ts'
import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import type { Sum, SumsByAddress } from './sum.ts'
import { exact, type Tally } from './tally.ts'

/** The sum of reports of one format. */
export interface Part {
  readonly format: Format
  readonly tally: Tally
}

/** Sums in the terms of a format, by place in `addressesOf`: first its cells, then its groups. */
export interface SumTable {
  readonly format: Format
  /** Money in 分; NaN where nobody stated it. */
  readonly values: Float64Array
  readonly notStated: Float64Array
  readonly notApplicable: Float64Array
  /** The places of what does not add up across the formats counted: there is no sum of it. */
  readonly absent: ReadonlySet<number>
}

const NOTHING: ReadonlySet<number> = new Set()

/**
 * Adds up reports of one or several formats (oldest first) in the addresses of `format`; what is
 * graded `break` is not added across them, nor is it there when only an earlier format has it.
 */
export function tableOf(format: Format, parts: readonly Part[]): SumTable {
  const [first, ...more] = parts.map((part) => crossed(ownTable(part), format))
  if (first === undefined) return ownTable({ format, tally: NOBODY })
  if (more.length === 0) return first
  const absent = new Set(first.absent)
  for (const other of more) {
    for (const place of other.absent) absent.add(place)
    for (let place = 0; place < first.values.length; place++) addAt(first, place, other, place)
  }
  for (const place of absent) clear(first, place)
  return { ...first, absent }
}

const NOBODY: Omit<Tally, 'late' | 'digest'> = {
  reports: 0,
  sums: new Float64Array(0),
  notStated: new Float64Array(0),
  notApplicable: new Float64Array(0),
}

function emptyTable(format: Format, absent: ReadonlySet<number>): SumTable {
  const { length } = addressesOf(format)
  const all = new Float64Array(3 * length).fill(Number.NaN, 0, length)
  return {
    format,
    values: all.subarray(0, length),
    notStated: all.subarray(length, 2 * length),
    notApplicable: all.subarray(2 * length),
    absent,
  }
}

/** A part in its own format's terms. */
function ownTable({ format, tally }: { format: Format; tally: typeof NOBODY }): SumTable {
  const table = emptyTable(format, NOTHING)
  const { values, notStated, notApplicable } = table
  notStated.set(tally.notStated)
  notApplicable.set(tally.notApplicable)
  const { reports, sums } = tally
  for (let i = 0; i < sums.length; i++) {
    const unstated = (notStated[i] as number) + (notApplicable[i] as number)
    if (unstated < reports) values[i] = sums[i] as number
  }
  const addresses = addressesOf(format)
  for (let place = cellsOf(format).length; place < addresses.length; place++) {
    for (const member of addresses[place]?.members ?? []) addAt(table, place, table, member)
  }
  return table
}

function addAt(to: SumTable, at: number, from: SumTable, place: number): void {
  const own = to.values[at] as number
  const value = from.values[place] as number
  if (Number.isNaN(own)) to.values[at] = value
  else if (!Number.isNaN(value)) to.values[at] = exact(own + value)
  to.notStated[at] = (to.notStated[at] as number) + (from.notStated[place] as number)
  to.notApplicable[at] = (to.notApplicable[at] as number) + (from.notApplicable[place] as number)
}

function clear(table: SumTable, place: number): void {
  table.values[place] = Number.NaN
  table.notStated[place] = 0
  table.notApplicable[place] = 0
}

/** An earlier format's sums under the addresses of a later one, where the crosswalk joins them. */
function crossed(own: SumTable, later: Format): SumTable {
  if (own.format === later) return own
  const { joined, absent } = crossingTo(own.format)(later)
  const table = emptyTable(later, absent)
  for (const [place, from] of joined) addAt(table, place, own, from)
  return table
}

const crossingTo = once((earlier: Format) =>
  once((later: Format) => {
    const [from, to] = [placesOf(earlier), placesOf(later)]
    const joined = new Map<number, number>()
    for (const crossing of crosswalkOf(earlier, later)) {
      if (crossing.from === null || crossing.to === null || crossing.grade === 'break') continue
      joined.set(to.get(crossing.to) as number, from.get(crossing.from) as number)
    }
    const absent = new Set([...to.values()].filter((place) => !joined.has(place)))
    return { joined, absent }
  }),
)

/** The sum at a place; undefined where there is none. */
function sumIn({ format, values, absent, ...gaps }: SumTable, place: number): Sum | undefined {
  const value = values[place]
  if (value === undefined || absent.has(place)) return undefined
  return {
    value: Number.isNaN(value) ? null : value,
    unit: addressesOf(format)[place]?.unit ?? 'item',
    notStated: gaps.notStated[place] as number,
    notApplicable: gaps.notApplicable[place] as number,
  }
}

/** The sum at an address; undefined where there is none. */
export function sumAt(table: SumTable, address: string): Sum | undefined {
  const place = placesOf(table.format).get(address)
  return place === undefined ? undefined : sumIn(table, place)
}

/** Every sum by its address, cells and groups alike. */
export function byAddress(table: SumTable): SumsByAddress {
  const sums = new Map<string, Sum>()
  addressesOf(table.format).forEach(({ address }, place) => {
    const sum = sumIn(table, place)
    if (sum !== undefined) sums.set(address, sum)
  })
  return sums
}

/** Adds up as `tableOf` does, by address. */
export const sumsIn = (format: Format, parts: readonly Part[]): SumsByAddress =>
  byAddress(tableOf(format, parts))
