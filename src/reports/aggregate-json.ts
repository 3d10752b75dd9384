import { addressesOf, placesOf } from '../formats/addresses.ts'
import { groupsOf } from '../formats/cells.ts'
import type { Format, Measure } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { put } from './content.ts'
import { indicators, type Rate, reckon } from './indicators.ts'
import { wanOf } from './money.ts'
import type { Gap } from './sum.ts'
import type { SumTable } from './sum-table.ts'

/** Sums as answered: nested as in a report, groups beside their rows, money in 万元. */
export interface Aggregate {
  readonly cells: Readonly<Record<string, unknown>>
  readonly gaps: Readonly<Record<string, Gap>>
  readonly indicators: Readonly<Record<string, Rate>>
}

/** The text of an answer in which every value is 0; the same for all groups in the same terms. */
interface Layout {
  readonly zeros: string
  /** The places of the values, and where in the text each stands. */
  readonly places: readonly number[]
  readonly offsets: readonly number[]
}

/** JSON as the bytes of its UTF-8, one character each: many are joined and sent as they are. */
const bytesOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('latin1')

/** The members `cells`, `gaps` and `indicators` of sums, of the addresses that are wanted. */
export function aggregateJson(table: SumTable, wanted: (address: string) => boolean): string {
  const layout = layoutFor(table, wanted)
  return `"cells":${cellsJson(table, layout)},"gaps":{${gapsJson(table, layout)}},"indicators":{${ratesJson(table)}}`
}

/** The same as values. */
export const aggregateOf = (table: SumTable, wanted: (address: string) => boolean): Aggregate =>
  JSON.parse(Buffer.from(`{${aggregateJson(table, wanted)}}`, 'latin1').toString())

/** An indicator of sums, which are in the terms of their format. */
export function rateIn(table: SumTable, id: string): number | null {
  const indicator = indicators.find((one) => one.id === id)
  const { value } = indicator ? reckon(indicator, measureIn(table)) : { value: Number.NaN }
  return Number.isNaN(value) ? null : value
}

/** Most cells of most sums are 0: the text is cut only where a value is another. */
function cellsJson({ format, values }: SumTable, { zeros, places, offsets }: Layout): string {
  const addresses = addressesOf(format)
  let json = ''
  let from = 0
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number
    const value = values[place] as number
    if (value === 0) continue
    const to = offsets[i] as number
    const fen = addresses[place]?.unit === 'fen'
    json += zeros.slice(from, to) + figure(fen ? wanOf(value) : value)
    from = to + 1
  }
  return json + zeros.slice(from)
}

const figure = (value: number): string => (Number.isNaN(value) ? 'null' : String(value))

function gapsJson({ format, notStated, notApplicable }: SumTable, { places }: Layout): string {
  const names = gapNames(format)
  let json = ''
  for (const place of places) {
    const [blank, none] = [notStated[place] as number, notApplicable[place] as number]
    if (blank === 0 && none === 0) continue
    if (json !== '') json += ','
    json += `${names[place]}${blank},"notApplicable":${none}}`
  }
  return json
}

const gapNames = once((format: Format): readonly string[] =>
  addressesOf(format).map(({ address }) => `"${address}":{"notStated":`),
)

function ratesJson(table: SumTable): string {
  const measure = measureIn(table)
  let json = ''
  for (const { indicator, named, nothing } of rates) {
    const { numerator, denominator, value, small } = reckon(indicator, measure)
    if (numerator === 0 && denominator === 0) json += nothing
    else {
      const under = figure(denominator)
      json += `${named}${figure(numerator)},"denominator":${under},"value":${figure(value)},"n":${under},"small":${small}}`
    }
  }
  return json
}

/** Each indicator with the text before its figures, and with all of it where there is no case. */
const rates = indicators.map((indicator, i) => {
  const named = `${i === 0 ? '' : ','}"${indicator.id}":{"label":${bytesOf(indicator.label)},"numerator":`
  return { indicator, named, nothing: `${named}0,"denominator":0,"value":null,"n":0,"small":true}` }
})

/**
 * The sums of measures; NaN where one in it is not stated or does not add up. Rows that one of the
 * formats added up states as a single row are known as their group alone.
 */
function measureIn({ format, values, absent }: SumTable): (name: Measure) => number {
  const places = measurePlaces(format)
  return (name) => {
    const { cells, group } = places[name]
    if (group !== undefined && cells.some((place) => absent.has(place))) {
      return values[group] as number
    }
    let sum = 0
    for (const place of cells) sum += values[place] as number
    return sum
  }
}

interface MeasurePlaces {
  readonly cells: readonly number[]
  /** Where the group of exactly these cells stands, if there is one. */
  readonly group: number | undefined
}

const measurePlaces = once((format: Format) => {
  const places = placesOf(format)
  const groups = new Map(
    groupsOf(format).map(({ members, address }) => [
      members.map((one) => one.address).join(),
      address,
    ]),
  )
  const named = Object.entries(format.measures).map(([name, addresses]) => {
    const group = groups.get(addresses.join())
    return [
      name,
      {
        cells: addresses.map((address) => places.get(address) as number),
        group: group && places.get(group),
      },
    ]
  })
  return Object.fromEntries(named) as Readonly<Record<Measure, MeasurePlaces>>
})

/** A selection lays out each form once, and what is absent of it. */
function layoutFor({ format, absent }: SumTable, wanted: (address: string) => boolean): Layout {
  const name = `${format.version} ${[...absent].join()}`
  const known = layouts(wanted)
  const layout = known.get(name) ?? laidOut(format, absent, wanted)
  known.set(name, layout)
  return layout
}

const layouts = once((_: (address: string) => boolean) => new Map<string, Layout>())

function laidOut(
  format: Format,
  absent: ReadonlySet<number>,
  wanted: (address: string) => boolean,
): Layout {
  const marked: Record<string, unknown> = {}
  addressesOf(format).forEach(({ address }, place) => {
    if (wanted(address) && !absent.has(place)) put(marked, address, `<${place}>`)
  })
  const pieces = JSON.stringify(marked).split(/"<(\d+)>"/)
  const offsets: number[] = []
  let zeros = ''
  pieces.forEach((piece, i) => {
    if (i % 2 === 1) offsets.push(zeros.length)
    zeros += i % 2 === 1 ? '0' : piece
  })
  return { zeros, places: pieces.filter((_, i) => i % 2 === 1).map(Number), offsets }
}
