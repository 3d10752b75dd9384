/** Where a member stands among its peers by one figure, largest first; equals share a place. */
export interface Rank {
  readonly value: number
  readonly position: number
  readonly of: number
  /** How many in a hundred of the members have no larger figure. */
  readonly percentile: number
}

/** The rank of every member that has a figure, by the member's place in the list. */
export function ranksOf(figures: readonly (number | null)[]): (Rank | null)[] {
  const stated = figures.filter((figure) => figure !== null).sort((a, b) => b - a)
  const first = new Map<number, number>()
  const count = new Map<number, number>()
  stated.forEach((figure, i) => {
    if (!first.has(figure)) first.set(figure, i + 1)
    count.set(figure, (count.get(figure) ?? 0) + 1)
  })
  return figures.map((value) => {
    const position = value === null ? undefined : first.get(value)
    if (value === null || position === undefined) return null
    const larger = position - 1
    const percentile = Math.round(((stated.length - larger) / stated.length) * 10_000) / 100
    return { value, position, of: stated.length, percentile }
  })
}
