/** The sum of the reports of a year and format, as kept: a tally in bytes (reports/tally.ts). */
export interface SumRow {
  readonly year: number
  readonly format: string
  readonly tally: Uint8Array
}

/** Sums and filers by place (`placeOf`). */
export interface Held {
  /** In order of year and format. */
  readonly rows: ReadonlyMap<string, readonly SumRow[]>
  /** How many were to file in each year, from the first year asked for on. */
  readonly expected: ReadonlyMap<string, readonly number[]>
}

/** Names a region and a kind of agency in it; kind `''` is every kind. */
export const placeOf = (region: string, kind: string): string => `${region} ${kind}`

/** The order of a place's rows, in which their digests are taken. */
export const byYearAndFormat = (
  a: Pick<SumRow, 'year' | 'format'>,
  b: Pick<SumRow, 'year' | 'format'>,
): number => a.year - b.year || (a.format < b.format ? -1 : 1)

/** What one agency's reports add up to, and for which years it was to file. */
export interface AgencySums {
  readonly id: string
  readonly name: string
  /** The report years it files for, within those asked for. */
  readonly from: number
  readonly to: number
  /** Those of them it need not file for. */
  readonly exempt: readonly number[]
  readonly rows: readonly SumRow[]
}

/** A region's sums on one basis, now (from the roll-ups) or as of a time (counted anew). */
export interface Sums {
  /** The regions right below. */
  readonly children: () => readonly { readonly code: string; readonly name: string }[]
  /** The kinds of agency that count in the subtree. */
  readonly kinds: () => readonly string[]
  /**
   * What the region's whole subtree holds, or each region right below it; kind `''` is every kind
   * together, null each by itself. Years both inclusive; there may be more than was asked for.
   */
  readonly held: (of: 'whole' | 'children', kind: string | null, from: number, to: number) => Held
  /** Each agency by itself, by id, at most `limit` of them. */
  readonly agencies: (
    kind: string,
    from: number,
    to: number,
    limit: number,
  ) => readonly AgencySums[]
}
