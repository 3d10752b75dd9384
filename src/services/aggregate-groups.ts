import { type Held, placeOf, type SumRow, type Sums } from '../store/sums.ts'
import type { Dimension } from './aggregate-query.ts'
import { ownOf } from './own-sums.ts'

export interface Key {
  readonly region?: string
  readonly name?: string
  /** The region's own agencies, beside those of the regions right below. */
  readonly own?: true
  readonly kind?: string
  readonly agencyId?: string
  readonly year?: number
}

/** One group to be answered: whose it is, which rows hold it, and which held the years before. */
export interface Group {
  readonly key: Key
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

interface Span {
  readonly from: number
  readonly to: number
}

/** The first year that is looked at: a comparison takes as many years before. */
export const firstOf = ({ from, to, compared }: Pick<Cut, 'from' | 'to' | 'compared'>): number =>
  compared ? 2 * from - to - 1 : from

/** Cuts a region's sums into groups: by child region, kind, agency and year, or not at all. */
export function groupsIn(sums: Sums, cut: Cut, most: number): Iterable<Group> {
  return cut.by.includes('agency') ? agenciesIn(sums, cut, most) : placesIn(sums, cut)
}

function* agenciesIn(sums: Sums, cut: Cut, most: number): Generator<Group> {
  for (const agency of sums.agencies(cut.kind, firstOf(cut), cut.to, most)) {
    const { id: agencyId, name, rows, exempt } = agency
    for (const span of spansOf(cut)) {
      const due = yearsIn({
        from: Math.max(span.from, agency.from),
        to: Math.min(span.to, agency.to),
      })
      const filed = new Set(rows.map(({ year }) => year))
      const expected = due.filter((year) => !exempt.includes(year) || filed.has(year)).length
      const group = groupOf({ agencyId, name }, cut, span, rows, expected)
      if (expected > 0 || group.rows.length > 0) yield group
    }
  }
}

/** The region itself or, by region, its own agencies and each region right below it. */
function* placesIn(sums: Sums, cut: Cut): Generator<Group> {
  const { region, to, by } = cut
  const first = firstOf(cut)
  const kind = by.includes('kind') && cut.kind === '' ? null : cut.kind
  const whole = sums.held('whole', kind, first, to)
  const kinds = kind === null ? kindsIn(sums, whole, region) : [kind]
  const keyed = (key: Key, one: string): Key => (by.includes('kind') ? { ...key, kind: one } : key)
  if (!by.includes('region')) {
    for (const one of kinds)
      yield* yearsOf(whole, placeOf(region, one), keyed({ region }, one), cut)
    return
  }
  const children = sums.held('children', kind, first, to)
  const below = sums.children()
  const codes = below.map(({ code }) => code)
  for (const one of kinds) {
    const own = ownOf(whole, children, { region, codes, kind: one })
    if (own === undefined) continue
    yield* yearsOf(own, placeOf(region, one), keyed({ region, name: '本级', own: true }, one), cut)
  }
  for (const { code, name } of below) {
    for (const one of kinds) {
      yield* yearsOf(children, placeOf(code, one), keyed({ region: code, name }, one), cut)
    }
  }
}

/** The kinds that count, and those that something is counted of. */
function kindsIn(sums: Sums, { rows }: Held, region: string): readonly string[] {
  const start = placeOf(region, '')
  const own = [...rows.keys()].filter((place) => place.startsWith(start))
  const counted = own.map((place) => place.slice(start.length))
  return [...new Set([...sums.kinds(), ...counted])].filter((kind) => kind !== '').sort()
}

function* yearsOf({ rows, expected }: Held, place: string, key: Key, cut: Cut): Generator<Group> {
  const filers = expected.get(place) ?? []
  const first = firstOf(cut)
  for (const span of spansOf(cut)) {
    const due = filers
      .slice(span.from - first, span.to - first + 1)
      .reduce((sum, each) => sum + each, 0)
    yield groupOf(key, cut, span, rows.get(place) ?? [], due)
  }
}

/** The years of each group. */
const spansOf = ({ by, from, to }: Cut): readonly Span[] =>
  by.includes('year')
    ? yearsIn({ from, to }).map((year) => ({ from: year, to: year }))
    : [{ from, to }]

function groupOf(
  key: Key,
  { by, compared }: Cut,
  { from, to }: Span,
  rows: readonly SumRow[],
  expected: number,
): Group {
  const within = (first: number, last: number) =>
    rows.filter(({ year }) => first <= year && year <= last)
  return {
    key: by.includes('year') ? { ...key, year: from } : key,
    to,
    rows: within(from, to),
    expected,
    before: compared ? within(2 * from - to - 1, from - 1) : undefined,
  }
}

const yearsIn = ({ from, to }: Span): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
