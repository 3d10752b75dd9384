import { addressesOf, placesOf } from './addresses.ts'
import type { Crossing, Format } from './format.ts'
import { once } from './once.ts'

/**
 * How every address of two consecutive formats compares. The same address means the same thing
 * and is exact, unless the later format's crosswalk says otherwise; an address that only one of
 * them has is a break, unless the crosswalk joins it to another. Cells and groups alike: what was
 * one row may have become a group of the same meaning.
 */
export const crosswalkOf = (earlier: Format, later: Format): readonly Crossing[] =>
  crosswalksFrom(earlier)(later)

const crosswalksFrom = once((earlier: Format) => once((later: Format) => crossed(earlier, later)))

function crossed(earlier: Format, later: Format): readonly Crossing[] {
  const stated = later.crosswalk?.from === earlier.version ? later.crosswalk.crossings : []
  const from = placesOf(earlier)
  const to = placesOf(later)
  const crossings: Crossing[] = [...stated]
  const joined = (side: 'from' | 'to', address: string) =>
    stated.some((crossing) => crossing[side] === address)
  for (const { address } of addressesOf(earlier)) {
    if (joined('from', address)) continue
    crossings.push(
      to.has(address)
        ? { from: address, to: address, grade: 'exact', why: 'the same figure in both formats' }
        : { from: address, to: null, grade: 'break', why: `only in format ${earlier.version}` },
    )
  }
  for (const { address } of addressesOf(later)) {
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
