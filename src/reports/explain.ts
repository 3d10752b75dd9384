/** Something that may have been otherwise when a sum was made, and what it would have added. */
export interface Candidate {
  /** Of several candidates of one owner at most one is chosen. */
  readonly owner: string
  readonly deltas: ReadonlyMap<string, number>
}

/** The candidates found, and whether the search came to its end within its bounds. */
export interface Explained<C extends Candidate> {
  readonly set: readonly C[] | undefined
  readonly complete: boolean
}

const MOST_TOGETHER = 5

/**
 * The smallest set of candidates that together make up every difference exactly (both by address,
 * in whole units). A candidate must touch the first difference that remains, so the search is
 * narrow; it stops after `steps`.
 */
export function explain<C extends Candidate>(
  differences: ReadonlyMap<string, number>,
  candidates: readonly C[],
  steps = 100_000,
): Explained<C> {
  let left = steps
  const touching = new Map(
    [...differences.keys()].map((at) => [
      at,
      candidates.filter(({ deltas }) => (deltas.get(at) ?? 0) !== 0),
    ]),
  )

  function search(
    rest: ReadonlyMap<string, number>,
    chosen: readonly C[],
    depth: number,
  ): C[] | undefined {
    const open = [...rest].find(([, difference]) => difference !== 0)
    if (open === undefined) return [...chosen]
    if (depth === 0) return undefined
    for (const candidate of touching.get(open[0]) ?? []) {
      if (left-- <= 0) return undefined
      if (chosen.some(({ owner }) => owner === candidate.owner)) continue
      const next = new Map(
        [...rest].map(([at, difference]) => [at, difference - (candidate.deltas.get(at) ?? 0)]),
      )
      const found = search(next, [...chosen, candidate], depth - 1)
      if (found !== undefined) return found
    }
    return undefined
  }

  for (let size = 1; size <= MOST_TOGETHER && left > 0; size++) {
    const set = search(differences, [], size)
    if (set !== undefined) return { set, complete: true }
  }
  return { set: undefined, complete: left > 0 }
}
