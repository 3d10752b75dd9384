import { rounded } from './rounded.ts'
import { shown } from './sum.ts'
import { byAddress, type SumTable, sumAt } from './sum-table.ts'

/** How a sum moved against the years before: from which base, by how much, in percent of it. */
export interface Change {
  readonly base: number
  readonly absolute: number
  /** To two decimals; null from a base of zero. */
  readonly percent: number | null
}

/** The change of every address that both sides state. */
export function changesBetween(
  before: SumTable,
  now: SumTable,
  wanted: (address: string) => boolean,
): Record<string, Change> {
  const changes: Record<string, Change> = {}
  for (const [address, sum] of byAddress(now)) {
    if (!wanted(address)) continue
    const earlier = sumAt(before, address)
    const [base, value] = [earlier === undefined ? null : shown(earlier), shown(sum)]
    if (base === null || value === null) continue
    const absolute = rounded(value - base)
    const percent = base === 0 ? null : Math.round((absolute / base) * 10_000) / 100
    changes[address] = { base, absolute, percent }
  }
  return changes
}
