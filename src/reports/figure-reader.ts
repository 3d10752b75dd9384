import { cellsOf, groupsOf } from '../formats/cells.ts'
import { crosswalkOf } from '../formats/crosswalk.ts'
import type { Format } from '../formats/format.ts'
import type { Sum } from './sum.ts'
import { eachEntry } from './vector.ts'

/**
 * Reads one cell or group from the vectors of a format, under its address in `terms` (the same
 * format or the one that followed). Undefined where the two do not compare there.
 */
export function figureReader(
  own: Format,
  terms: Format,
  address: string,
): ((vector: Uint8Array) => Sum) | undefined {
  const at = own === terms ? address : addressBefore(own, terms, address)
  const cells = cellsOf(own)
  const group = groupsOf(own).find((one) => one.address === at)
  const members = group?.members ?? cells.filter((cell) => cell.address === at)
  const [first] = members
  if (first === undefined) return undefined
  const indexes = new Set(members.map(({ index }) => index))

  return (vector) => {
    let value = 0
    let notStated = 0
    let notApplicable = 0
    eachEntry(vector, (index, figure) => {
      if (!indexes.has(index)) return
      if (figure === null) notStated++
      else if (figure === 'n/a') notApplicable++
      else value += figure
    })
    const stated = indexes.size > notStated + notApplicable
    return { value: stated ? value : null, unit: first.unit, notStated, notApplicable }
  }
}

const addressBefore = (earlier: Format, later: Format, address: string) =>
  crosswalkOf(earlier, later).find(({ to, grade }) => to === address && grade !== 'break')?.from
