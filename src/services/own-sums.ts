import { addEncoded, decodeTally, encodeTally, headOf } from '../reports/tally.ts'
import { cellCount } from '../store/known-format.ts'
import { type Held, placeOf, type SumRow } from '../store/sums.ts'

/**
 * What a region's own agencies hold of a kind: its whole subtree less the regions right below, so
 * that groups by region always add up to the total. Undefined where it has no such agencies.
 */
export function ownOf(
  whole: Held,
  children: Held,
  { region, codes, kind }: { region: string; codes: readonly string[]; kind: string },
): Held | undefined {
  const place = placeOf(region, kind)
  const below = codes.map((code) => placeOf(code, kind))
  const expected = (whole.expected.get(place) ?? []).map((filers, i) =>
    below.reduce((left, child) => left - (children.expected.get(child)?.[i] ?? 0), filers),
  )
  const rows = (whole.rows.get(place) ?? []).flatMap((row) => {
    const own = less(
      row,
      below.flatMap((child) => children.rows.get(child) ?? []),
    )
    return own === undefined ? [] : [own]
  })
  if (rows.length === 0 && expected.every((filers) => filers === 0)) return undefined
  return { rows: new Map([[place, rows]]), expected: new Map([[place, expected]]) }
}

/** A sum without those of its year and format; undefined when no report is left. */
function less(row: SumRow, below: readonly SumRow[]): SumRow | undefined {
  const others = below.filter(({ year, format }) => year === row.year && format === row.format)
  const counted = others.reduce((sum, { tally }) => sum + headOf(tally).reports, 0)
  if (counted === headOf(row.tally).reports) return undefined
  const own = decodeTally(row.tally, cellCount(row.format))
  for (const { tally } of others) addEncoded(own, tally, -1)
  return { ...row, tally: encodeTally(own) }
}
