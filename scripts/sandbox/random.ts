/** Numbers that look like chance and are the same every time: mulberry32 over a name. */
export interface Random {
  /** A whole number from low to high, both inclusive. */
  between(low: number, high: number): number
  /** The number, or a bit more or less of it: at most so many in a hundred. */
  about(number: number, percent: number): number
}

export function randomFor(name: string): Random {
  let state = 2166136261
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619)

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    between,
    about: (number, percent) => Math.round(number * (1 + between(-percent, percent) / 100)),
  }
}
