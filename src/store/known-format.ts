import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatOf } from '../formats/index.ts'

/** A format that something in the store is in, so that it must be known. */
export function knownFormat(version: string): Format {
  const format = formatOf(version)
  if (format === undefined) throw new Error(`The store holds format ${version}, which is unknown`)
  return format
}

/** How many cells its vectors and tallies have. */
export const cellCount = (version: string): number => cellsOf(knownFormat(version)).length
