import type { SumRow } from '../store/sums.ts'
import { kept } from './kept.ts'

interface Text {
  readonly rows: readonly SumRow[]
  readonly text: Buffer
}

/**
 * What was made from rows, by name, for as long as the rows are the same bytes: what is found is
 * always what would be made anew.
 */
export function keptTexts(most: number) {
  const texts = kept<Text>(most, sizeOf)
  return (name: string, rows: readonly SumRow[], make: () => Buffer): Buffer => {
    const known = texts.get(name)
    if (known !== undefined && same(known.rows, rows)) return known.text
    const text = make()
    texts.put(name, { rows, text })
    return text
  }
}

const same = (some: readonly SumRow[], others: readonly SumRow[]): boolean =>
  some.length === others.length &&
  some.every(({ year, format, tally }, i) => {
    const other = others[i] as SumRow
    return (
      year === other.year && format === other.format && Buffer.compare(tally, other.tally) === 0
    )
  })

/** What keeping it takes, roughly: the bytes and what holds them. */
const sizeOf = ({ rows, text }: Text): number =>
  rows.reduce((sum, { tally }) => sum + tally.length + 300, text.length + 500)
