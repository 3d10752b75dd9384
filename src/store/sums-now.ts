import { countedThough } from './exemption-store.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import type { Basis } from './standing.ts'
import {
  type AgencySums,
  byYearAndFormat,
  type Held,
  placeOf,
  type SumRow,
  type Sums,
} from './sums.ts'

/** Rows as lists, which are made faster than objects: hundreds are read for one answer. */
type Row = [region: string, kind: string, year: number, format: string, tally: Buffer]
type Filers = [region: string, kind: string, year: number, change: number]

const OF = {
  whole: 'from (select ? as code) as place',
  children: 'from (select code from region where parent = ?) as place',
}

/**
 * The sums as they stand: one roll-up row for each region, kind, year and format. Those of agencies
 * take longer, and are read before on another thread.
 */
export function sumsNow(database: Database, register: RegisterStore) {
  const exemptYet = countedThough(database)

  /** Who files without having to is expected for the year in which it does. */
  function unasked(
    of: 'whole' | 'children',
    region: string,
    kind: string | null,
    filers: ReturnType<typeof exemptYet>,
  ): Filers[] {
    return filers.flatMap((filer) => {
      const chain = register.chainOf(filer.region)
      const place = of === 'whole' ? region : chain[chain.indexOf(region) - 1]
      if (place === undefined || (kind || filer.kind) !== filer.kind) return []
      const counted = kind ?? filer.kind
      return [
        [place, counted, filer.year, 1],
        [place, counted, filer.year + 1, -1],
      ]
    })
  }

  const reads = { whole: readsOf('whole'), children: readsOf('children') }

  /** One statement for a region or for all right below it, of one kind or of each. */
  function readsOf(of: 'whole' | 'children') {
    const rows = (kind: string) =>
      database
        .prepare<[string, Basis, string, number, number], Row>(
          `select region, kind, year, format, tally ${OF[of]}
           cross join roll_up on region = place.code and basis = ? and ${kind}
             and year between ? and ?`,
        )
        .raw()
    const filers = (kind: string) =>
      database
        .prepare<[string, string, number], Filers>(
          `select region, kind, year, change ${OF[of]}
           cross join filer_count on region = place.code and ${kind} and year <= ?`,
        )
        .raw()
    const one = 'kind = ?'
    const each = 'kind > ?'
    return {
      one: { rows: rows(one), filers: filers(one) },
      each: { rows: rows(each), filers: filers(each) },
    }
  }

  return (region: string, basis: Basis, agencies: readonly AgencySums[] = []): Sums => ({
    children: () => register.childrenOf(region),
    kinds: () => register.kindsIn(region),
    held(of, kind, from, to) {
      const { rows, filers } = kind === null ? reads[of].each : reads[of].one
      return {
        rows: placed(rows.all(region, basis, kind ?? '', from, to)),
        expected: inEachYear(
          [
            ...filers.all(region, kind ?? '', to),
            ...unasked(of, region, kind, exemptYet(from, to, region, basis)),
          ],
          from,
          to,
        ),
      }
    },
    agencies: () => agencies,
  })
}

function placed(rows: readonly Row[]): Held['rows'] {
  const places = new Map<string, SumRow[]>()
  for (const [region, kind, year, format, tally] of rows) {
    const place = placeOf(region, kind)
    const known = places.get(place)
    if (known === undefined) places.set(place, [{ year, format, tally }])
    else known.push({ year, format, tally })
  }
  for (const held of places.values()) if (held.length > 1) held.sort(byYearAndFormat)
  return places
}

/** Filers are kept as changes from year to year: each counts from its year on. */
function inEachYear(changes: readonly Filers[], from: number, to: number): Held['expected'] {
  const places = new Map<string, number[]>()
  for (const [region, kind, year, change] of changes) {
    const place = placeOf(region, kind)
    const filers = places.get(place) ?? new Array<number>(to - from + 1).fill(0)
    places.set(place, filers)
    for (let at = Math.max(0, year - from); at < filers.length; at++) {
      filers[at] = (filers[at] ?? 0) + change
    }
  }
  return places
}
