import { cellsOf } from '../formats/cells.ts'
import { formatOf } from '../formats/index.ts'
import { decodeTally, emptyTally, encodeTally, type Tally, tallyReport } from '../reports/tally.ts'
import type { AgencySums } from './agency-sums.ts'
import { FILERS_AT, STOOD_AT } from './counted-at.ts'
import { EXEMPT_THEN } from './exemption-store.ts'
import { markOf } from './mark.ts'
import type { Database } from './open.ts'
import type { Basis } from './standing.ts'
import type { Sums } from './sums.ts'

export interface AsOf {
  readonly region: string
  readonly basis: Basis
  readonly from: number
  readonly to: number
  /** The moment asked about. */
  readonly at: string
}

/** Sums as plain data, to cross from the thread that counts them. */
export interface CountedSums {
  readonly children: readonly { readonly code: string; readonly name: string }[]
  readonly tallies: ReadonlyMap<string, { year: number; format: string; tally: Uint8Array }[]>
  readonly expected: ReadonlyMap<string, number>
  readonly kinds: readonly string[]
  readonly agencies: readonly (Omit<AgencySums, 'rows'> & {
    readonly kind: string
    readonly rows: readonly { year: number; format: string; tally: Uint8Array }[]
  })[]
}

interface Row {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly child: string | null
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly exempt: string
  readonly year: number | null
  readonly late: number
  readonly number: number
  readonly format: string
  readonly digest: Buffer
  readonly cells: Buffer
}

/** More agencies than are ever answered one by one. */
const MOST_AGENCIES = 1001

/**
 * Counts a region anew, as the register and the standings were at a moment. `child` is the region
 * right below the one asked for that an agency belongs to, null for the region's own agencies.
 */
export function countAsOf(database: Database, query: AsOf): CountedSums {
  const { region, from, to, at } = query
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
       report.year, standing.late as late, revision.number, revision.format, revision.digest,
       revision.cells
     from filer
     left join (${STOOD_AT})
       on report.agency = filer.id and report.year between @from and @to
     order by filer.id, report.year`,
  )
  const counting = countingOf(from, to, region)
  for (const row of rows.iterate(query)) counting.add(row)
  return { children, ...counting.counted() }
}

/** Whether a filer need not file for one of its years; it is expected if it does all the same. */
const isExempt = ({ exempt, valid_from, valid_to }: Row, year: number): boolean =>
  (valid_from ?? year) <= year &&
  year <= (valid_to ?? year) &&
  (JSON.parse(exempt) as number[]).includes(year)

/** Gathers rows by place, kind, year and format. */
function countingOf(from: number, to: number, region: string) {
  const tallies = new Map<string, Map<string, { year: number; format: string; tally: Tally }>>()
  const expected = new Map<string, number>()
  const kinds = new Set<string>()
  const agencies: CountedSums['agencies'][number][] = []
  let last = ''

  const placesOf = ({ child, kind }: Row) =>
    [region, ...(child === null ? [] : [child])].flatMap((code) => [`${code} `, `${code} ${kind}`])

  const countIn = (name: string) => expected.set(name, (expected.get(name) ?? 0) + 1)

  function expect(row: Row): void {
    kinds.add(row.kind)
    const first = Math.max(from, row.valid_from ?? from)
    const final = Math.min(to, row.valid_to ?? to)
    const exempt = JSON.parse(row.exempt) as number[]
    for (const place of placesOf(row)) {
      for (let year = first; year <= final; year++) {
        if (exempt.includes(year)) continue
        countIn(`${place} ${year}`)
      }
    }
    if (agencies.length < MOST_AGENCIES) {
      agencies.push({
        id: row.id,
        name: row.name,
        kind: row.kind,
        from: first,
        to: final,
        exempt,
        rows: [],
      })
    }
  }

  return {
    add(row: Row): void {
      if (row.id !== last) expect(row)
      last = row.id
      if (row.year === null) return
      if (isExempt(row, row.year)) {
        for (const place of placesOf(row)) countIn(`${place} ${row.year}`)
      }
      const { year, format, number, digest, cells } = row
      const counted = {
        vector: cells,
        late: row.late === 1,
        mark: markOf(row.id, year, number, digest),
      }
      for (const place of placesOf(row)) {
        const ofPlace =
          tallies.get(place) ?? new Map<string, { year: number; format: string; tally: Tally }>()
        tallies.set(place, ofPlace)
        const sum = ofPlace.get(`${year} ${format}`) ?? {
          year,
          format,
          tally: emptyTally(lengthOf(format)),
        }
        ofPlace.set(`${year} ${format}`, sum)
        tallyReport(sum.tally, counted, 1)
      }
      const agency = agencies.at(-1)
      if (agency?.id === row.id) {
        const tally = emptyTally(lengthOf(format))
        tallyReport(tally, counted, 1)
        const rows = agency.rows as { year: number; format: string; tally: Uint8Array }[]
        rows.push({ year, format, tally: encodeTally(tally) })
      }
    },

    counted: () => ({
      tallies: new Map(
        [...tallies].map(([place, sums]) => [
          place,
          [...sums.values()]
            .sort((a, b) => a.year - b.year || (a.format < b.format ? -1 : 1))
            .map(({ year, format, tally }) => ({ year, format, tally: encodeTally(tally) })),
        ]),
      ),
      expected,
      kinds: [...kinds].sort(),
      agencies,
    }),
  }
}

/** Counted sums, to be read like those that stand now. */
export function sumsFrom({ children, tallies, expected, kinds, agencies }: CountedSums): Sums {
  const decoded = (rows: readonly { year: number; format: string; tally: Uint8Array }[]) =>
    rows.map((row) => ({ ...row, tally: decodeTally(row.tally, lengthOf(row.format)) }))
  return {
    children: () => children,
    kinds: () => kinds,
    rows: (code, kind, from, to) =>
      decoded(
        (tallies.get(`${code} ${kind}`) ?? []).filter(({ year }) => from <= year && year <= to),
      ),
    expected: (code, kind, year) => expected.get(`${code} ${kind} ${year}`) ?? 0,
    agencies: (kind, from, to, limit) =>
      agencies
        .filter((agency) => kind === '' || agency.kind === kind)
        .filter((agency) => agency.from <= to && agency.to >= from)
        .slice(0, limit)
        .map(({ kind: _, rows, ...agency }) => ({ ...agency, rows: decoded(rows) })),
  }
}

function lengthOf(version: string): number {
  const format = formatOf(version)
  if (format === undefined) throw new Error(`The store holds format ${version}, which is unknown`)
  return cellsOf(format).length
}
