import type { SumRow } from '../store/sums.ts'

interface Kept {
  readonly rows: readonly SumRow[]
  readonly text: Buffer
}

/**
 * What was made from rows, by name, for as long as the rows are the same bytes: what is found is
 * always what would be made anew. Who was asked for longest ago goes first when there are more
 * bytes than `most`.
 */
export function keptTexts(most: number) {
  const kept = new Map<string, Kept>()
  let bytes = 0

  function forget(name: string, one: Kept): void {
    kept.delete(name)
    bytes -= sizeOf(one)
  }

  return (name: string, rows: readonly SumRow[], make: () => Buffer): Buffer => {
    const known = kept.get(name)
    if (known !== undefined && same(known.rows, rows)) {
      kept.delete(name)
      kept.set(name, known)
      return known.text
    }
    if (known !== undefined) forget(name, known)
    const made = { rows, text: make() }
    kept.set(name, made)
    bytes += sizeOf(made)
    for (const [oldest, one] of kept) {
      if (bytes <= most) break
      forget(oldest, one)
    }
    return made.text
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
const sizeOf = ({ rows, text }: Kept): number =>
  rows.reduce((sum, { tally }) => sum + tally.length + 300, text.length + 500)
