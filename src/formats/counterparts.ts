import { cellsOf } from './cells.ts'
import { crosswalkOf } from './crosswalk.ts'
import type { Format, Grade } from './format.ts'
import { once } from './once.ts'

/** Where another format states the same figure, and how well the two compare. */
export interface Counterpart {
  readonly address: string
  readonly grade: Exclude<Grade, 'break'>
}

/**
 * The cells of a format that have a counterpart in another, older or newer. A break is no
 * counterpart: figures that must not be compared are not found here.
 */
export const counterpartsOf = (format: Format, other: Format): ReadonlyMap<string, Counterpart> =>
  counterpartsBetween(format)(other)

const counterpartsBetween = once((format: Format) =>
  once((other: Format): ReadonlyMap<string, Counterpart> => {
    if (format.version === other.version) {
      return new Map(
        cellsOf(format).map(({ address }) => [address, { address, grade: 'exact' as const }]),
      )
    }
    const forward = format.from < other.from
    const crossings = forward ? crosswalkOf(format, other) : crosswalkOf(other, format)
    const found = new Map<string, Counterpart>()
    for (const { from, to, grade } of crossings) {
      const [here, there] = forward ? [from, to] : [to, from]
      if (here !== null && there !== null && grade !== 'break') {
        found.set(here, { address: there, grade })
      }
    }
    return found
  }),
)
