import { cellsOf, groupsOf } from './cells.ts'
import type { Crossing, Format } from './format.ts'

/**
 * How every address of two consecutive formats compares. The same address means the same thing
 * and is exact, unless the later format's crosswalk says otherwise; an address that only one of
 * them has is a break, unless the crosswalk joins it to another.
 */
export function crosswalkOf(earlier: Format, later: Format): readonly Crossing[] {
  const stated = later.crosswalk?.from === earlier.version ? later.crosswalk.crossings : []
  const from = addressesOf(earlier)
  const to = addressesOf(later)
  const crossings: Crossing[] = [...stated]
  const joined = (side: 'from' | 'to', address: string) =>
    stated.some((crossing) => crossing[side] === address)
  for (const address of from) {
    if (joined('from', address)) continue
    crossings.push(
      to.has(address)
        ? { from: address, to: address, grade: 'exact', why: 'the same figure in both formats' }
        : { from: address, to: null, grade: 'break', why: `only in format ${earlier.version}` },
    )
  }
  for (const address of to) {
    if (from.has(address) || joined('to', address)) continue
    crossings.push({
      from: null,
      to: address,
      grade: 'break',
      why: `only in format ${later.version}`,
    })
  }
  return crossings
}

/** Cells and groups alike: what was one row may have become a group of the same meaning. */
const addressesOf = (format: Format): ReadonlySet<string> =>
  new Set([
    ...cellsOf(format).map((cell) => cell.address),
    ...groupsOf(format).map((group) => group.address),
  ])
