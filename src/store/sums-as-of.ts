import { emptyTally, encodeTally, type Tally, tallyReport } from '../reports/tally.ts'
import { dueIn } from './agency-sums.ts'
import { FILERS_AT, stoodBeside } from './counted-at.ts'
import { EXEMPT_THEN } from './exemption-store.ts'
import { cellCount } from './known-format.ts'
import type { Database } from './open.ts'
import { type CountedRevision, countedFrom, reportRow } from './report-row.ts'
import type { Basis } from './standing.ts'
import {
  type AgencySums,
  byYearAndFormat,
  type Held,
  placeOf,
  type SumRow,
  type Sums,
} from './sums.ts'

export interface AsOf {
  readonly region: string
  readonly basis: Basis
  readonly from: number
  readonly to: number
  /** The moment asked about. */
  readonly at: string
}

/** Sums as plain data, to cross from the thread that counts them. */
export interface CountedSums extends Held {
  readonly children: readonly { readonly code: string; readonly name: string }[]
  readonly kinds: readonly string[]
  readonly agencies: readonly (AgencySums & { readonly kind: string })[]
}

/** Without a year where nothing counted. `child` is the region right below that it belongs to. */
interface Row extends Omit<CountedRevision, 'year'> {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly child: string | null
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly exempt: string
  readonly year: number | null
}

/** More agencies than are ever answered one by one. */
const MOST_AGENCIES = 1001

/** Counts a region anew, as the register and the standings were at a moment. */
export function countAsOf(database: Database, query: AsOf): CountedSums {
  const { region, at } = query
  const children = database
    .prepare<[object], { code: string; name: string }>(
      `select code, name from region_history
       where parent = @region and since <= @at and (until is null or until > @at) order by code`,
    )
    .all({ region, at })
  const rows = database.prepare<[AsOf], Row>(
    `with recursive ${FILERS_AT}
     select filer.id, filer.name, filer.kind, filer.child, filer.valid_from, filer.valid_to,
       ${EXEMPT_THEN} as exempt,
       iif(revision.number is null, null, report.year) as year, standing.late as late,
       revision.number, revision.format, revision.digest, revision.cells
     from filer ${stoodBeside('left')}
     order by filer.id, report.year`,
  )
  const counting = countingOf(query)
  for (const row of rows.iterate(query)) counting.add(row)
  return { children, ...counting.counted() }
}

/** Gathers rows by place, year and format. */
function countingOf({ region, from, to }: AsOf) {
  const tallies = new Map<string, Map<string, { year: number; format: string; tally: Tally }>>()
  const expected = new Map<string, number[]>()
  const kinds = new Set<string>()
  const agencies: CountedSums['agencies'][number][] = []
  let last = ''
  let ofLast: SumRow[] = []
  let spared = new Set<number>()

  const placesOf = ({ child, kind }: Row) =>
    [region, ...(child === null ? [] : [child])].flatMap((code) => [
      placeOf(code, ''),
      placeOf(code, kind),
    ])

  function expectIn(row: Row, years: readonly number[]): void {
    for (const place of placesOf(row)) {
      const filers = expected.get(place) ?? new Array<number>(to - from + 1).fill(0)
      expected.set(place, filers)
      for (const year of years) filers[year - from] = (filers[year - from] ?? 0) + 1
    }
  }

  function expect(row: Row): void {
    const { id, name, kind } = row
    const due = dueIn(row, from, to)
    kinds.add(kind)
    const years = Array.from({ length: Math.max(0, due.to - due.from + 1) }, (_, i) => due.from + i)
    spared = new Set(years.filter((year) => due.exempt.includes(year)))
    expectIn(
      row,
      years.filter((year) => !spared.has(year)),
    )
    ofLast = []
    if (agencies.length < MOST_AGENCIES) agencies.push({ id, name, kind, ...due, rows: ofLast })
  }

  return {
    add(row: Row): void {
      const { id, year, format } = row
      if (id !== last) expect(row)
      last = id
      if (year === null) return
      // Who need not file and does is expected for that year.
      if (spared.has(year)) expectIn(row, [year])
      const counted = countedFrom(id, { ...row, year })
      for (const place of placesOf(row)) {
        const sums = tallies.get(place) ?? new Map()
        tallies.set(place, sums)
        const name = `${year} ${format}`
        const sum = sums.get(name) ?? { year, format, tally: emptyTally(cellCount(format)) }
        sums.set(name, sum)
        tallyReport(sum.tally, counted, 1)
      }
      if (agencies.length < MOST_AGENCIES) ofLast.push(reportRow(id, { ...row, year }))
    },

    counted: () => ({
      rows: new Map(
        [...tallies].map(([place, sums]) => [
          place,
          [...sums.values()]
            .sort(byYearAndFormat)
            .map(({ tally, ...of }) => ({ ...of, tally: encodeTally(tally) })),
        ]),
      ),
      expected,
      kinds: [...kinds].sort(),
      agencies,
    }),
  }
}

/** Counted sums, to be read like those that stand now: for the years they were counted for. */
export const sumsFrom = ({ children, rows, expected, kinds, agencies }: CountedSums): Sums => ({
  children: () => children,
  kinds: () => kinds,
  held: () => ({ rows, expected }),
  agencies: (kind, from, to, limit) =>
    agencies
      .filter((agency) => kind === '' || agency.kind === kind)
      .filter((agency) => agency.rows.length > 0 || (agency.from <= to && agency.to >= from))
      .slice(0, limit),
})
