/** Four characters at a time: short enough to survive an edit, long enough to be somebody's own. */
const WIDTH = 4
/** So many of a sentence's shingles stand for it in an index. */
const SKETCH = 5

/** The hashes of every run of four characters. */
export function shinglesOf(bare: string): ReadonlySet<number> {
  const shingles = new Set<number>()
  for (let start = 0; start + WIDTH <= bare.length; start++) {
    let hash = 0x811c9dc5
    for (let i = start; i < start + WIDTH; i++) {
      hash = Math.imul(hash ^ bare.charCodeAt(i), 0x01000193)
    }
    shingles.add(scattered(hash))
  }
  return shingles
}

/** The smallest hashes: two sentences that are much alike share at least one of them. */
export const sketchOf = (shingles: ReadonlySet<number>): readonly number[] =>
  [...shingles].sort((a, b) => a - b).slice(0, SKETCH)

/** The share of their shingles that two sentences have in common (Dice), from 0 to 1. */
export function likenessOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const shingle of small) if (large.has(shingle)) shared++
  return (2 * shared) / (a.size + b.size || 1)
}

/** FNV leaves neighbours together; the smallest hashes have to be a fair sample. */
function scattered(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
