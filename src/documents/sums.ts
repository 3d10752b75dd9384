import { type Cell, identitiesOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import type { Figures } from './figures.ts'

/** A total of the form, and what it adds up: along its row where the form has it so, else down. */
export interface Sum {
  readonly whole: Cell
  readonly parts: readonly Cell[]
}

export const sumsOf = once((format: Format): ReadonlyMap<string, Sum> => {
  const sums = new Map<string, Sum>()
  for (const { kind, left, right } of identitiesOf(format)) {
    const whole = left[0]?.cell
    if (kind !== 'total' || whole === undefined || sums.has(whole.address)) continue
    sums.set(whole.address, { whole, parts: right.map(({ cell }) => cell) })
  }
  return sums
})

/** What the parts add up to; `null` when none is stated. Money adds in 分, so nothing rounds. */
export function computed({ whole, parts }: Sum, figures: Figures): number | null {
  const scale = whole.unit === 'fen' ? 1_000_000 : 1
  let sum: number | null = null
  for (const { address } of parts) {
    const figure = figures(address)
    if (typeof figure === 'number') sum = (sum ?? 0) + Math.round(figure * scale)
  }
  return sum === null ? null : sum / scale
}
