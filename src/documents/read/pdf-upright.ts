import type { Matrix } from './pdf-paths.ts'

/** A text's matrix on its page, and what it says. */
interface Turned {
  readonly str: string
  readonly transform: readonly number[]
}

/**
 * How a page must be turned for most of its text to run from left to right, whatever the page
 * itself says: wide tables are printed along the side of a page. And how high it is then.
 */
export function upright(
  texts: readonly Turned[],
  [left = 0, low = 0, right = 0, high = 0]: readonly number[],
): { readonly matrix: Matrix; readonly height: number } {
  const [width, height] = [right - left, high - low]
  const ways = [
    { a: 1, b: 0, matrix: [1, 0, 0, 1, -left, -low], height },
    { a: 0, b: 1, matrix: [0, -1, 1, 0, -low, right], height: width },
    { a: -1, b: 0, matrix: [-1, 0, 0, -1, right, high], height },
    { a: 0, b: -1, matrix: [0, 1, -1, 0, high, -left], height: width },
  ] as const
  const counted = ways.map((way) => {
    const along = texts.filter(
      ({ transform: [a = 0, b = 0] }) => a * way.a + b * way.b > 0.9 * Math.hypot(a, b),
    )
    return { ...way, characters: along.reduce((sum, { str }) => sum + str.trim().length, 0) }
  })
  return counted.reduce((most, way) => (way.characters > most.characters ? way : most))
}
