import { cellsOf, groupsOf } from './cells.ts'
import type { Format } from './format.ts'
import { once } from './once.ts'

/** Whatever has a sum: a cell, or a group, which is the sum of its cells. */
export interface Addressed {
  readonly address: string
  readonly unit: 'item' | 'fen'
  /** The places of the cells in it; a cell is its own. */
  readonly members: readonly number[]
}

/** Every address of a format that has a sum: its cells in the order of print, then its groups. */
export const addressesOf = once((format: Format): readonly Addressed[] => [
  ...cellsOf(format).map(({ address, unit, index }) => ({ address, unit, members: [index] })),
  ...groupsOf(format).map(({ address, members }) => ({
    address,
    unit: members[0]?.unit ?? 'item',
    members: members.map(({ index }) => index),
  })),
])

/** Where an address stands in `addressesOf`. */
export const placesOf = once(
  (format: Format): ReadonlyMap<string, number> =>
    new Map(addressesOf(format).map(({ address }, place) => [address, place])),
)
