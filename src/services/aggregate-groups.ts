import type { SumRow, Sums } from '../store/sums.ts'
import type { Dimension } from './aggregate-query.ts'

export type Key = Readonly<Record<string, string | number>>

/** One group to be answered: whose it is, which rows hold it, and which held the years before. */
export interface Group {
  readonly key: Key
  readonly from: number
  readonly to: number
  readonly rows: readonly SumRow[]
  readonly expected: number
  /** The rows of as many years before, where they are compared. */
  readonly before: readonly SumRow[] | undefined
}

export interface Cut {
  readonly region: string
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly by: readonly Dimension[]
  readonly compared: boolean
}

/** Cuts a region's sums into groups: by child region, kind, agency and year, or not at all. */
export function* groupsIn(sums: Sums, cut: Cut, most: number): Generator<Group> {
  const { region, kind, by } = cut
  const spans = by.includes('year') ? yearsIn(cut).map((year) => ({ from: year, to: year })) : [cut]
  const keyed = (key: Key, from: number): Key =>
    by.includes('year') ? { ...key, year: from } : key

  if (by.includes('agency')) {
    const first = 2 * cut.from - cut.to - 1
    for (const agency of sums.agencies(kind, first, cut.to, most)) {
      for (const { from, to } of spans) {
        const within = (a: number, b: number) =>
          agency.rows.filter(({ year }) => a <= year && year <= b)
        const due = yearsIn({ from: Math.max(from, agency.from), to: Math.min(to, agency.to) })
        const filed = new Set(agency.rows.map(({ year }) => year))
        const expected = due.filter(
          (year) => !agency.exempt.includes(year) || filed.has(year),
        ).length
        if (expected === 0 && within(from, to).length === 0) continue
        yield {
          key: keyed({ agencyId: agency.id, name: agency.name }, from),
          from,
          to,
          rows: within(from, to),
          expected,
          before: cut.compared ? within(2 * from - to - 1, from - 1) : undefined,
        }
      }
    }
    return
  }

  const places = by.includes('region')
    ? sums.children().map(({ code, name }) => ({ code, key: { region: code, name } }))
    : [{ code: region, key: { region } }]
  const kinds = by.includes('kind')
    ? sums.kinds().filter((one) => kind === '' || one === kind)
    : [kind]
  for (const { code, key } of places) {
    for (const one of kinds) {
      for (const { from, to } of spans) {
        yield {
          key: keyed(by.includes('kind') ? { ...key, kind: one } : key, from),
          from,
          to,
          rows: sums.rows(code, one, from, to),
          expected: yearsIn({ from, to }).reduce(
            (sum, year) => sum + sums.expected(code, one, year),
            0,
          ),
          before: cut.compared ? sums.rows(code, one, 2 * from - to - 1, from - 1) : undefined,
        }
      }
    }
  }
}

const yearsIn = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
