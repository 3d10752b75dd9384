import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { type Candidate, explain } from './explain.ts'
import type { Sum, SumsByAddress } from './sum.ts'

/** Why an agency may have been otherwise in a government's sum than it is in ours. */
export type Why = 'missing' | 'returned' | 'amended' | 'late'

/** Figures an agency may have been counted with instead, as differences to those it stands with. */
export interface Alternative extends Candidate {
  readonly name: string
  readonly why: Why
  /** The revision that would have been counted; null where none was. */
  readonly revision: number | null
}

/** A cell in which a filed report and the sum differ; figures in whole units. */
export interface Difference {
  readonly at: string
  readonly unit: Sum['unit']
  readonly additive: boolean
  readonly filed: number | null
  readonly sum: number | null
  readonly difference: number | null
  /** Who makes it up; null where nobody was found. */
  readonly agencies: readonly string[] | null
}

export interface Reconciled {
  readonly differences: readonly Difference[]
  /** Everybody who explains something. */
  readonly involved: readonly Alternative[]
  /** One set of agencies explains every difference. */
  readonly explained: boolean
  /** The search came to its end; otherwise there may be a set that was not found. */
  readonly complete: boolean
}

const STEPS = { together: 20_000, alone: 2_000 }

/**
 * Holds a filed report against a sum, cell by cell, and finds the smallest set of alternatives
 * that makes up all the differences; where there is none, a set for each cell by itself. Stocks
 * are compared, but need no explanation: they do not add up.
 */
export function reconciled(
  terms: Format,
  filed: SumsByAddress,
  sums: SumsByAddress,
  alternatives: readonly Alternative[],
): Reconciled {
  const differing = differencesIn(terms, filed, sums)
  const added = new Map(
    differing.flatMap(({ at, additive, difference }) =>
      additive && difference !== null ? [[at, difference] as const] : [],
    ),
  )
  const whole = explain(added, alternatives, STEPS.together)
  const involved = new Set<Alternative>()
  const differences = differing.map((one) => {
    const { at, difference } = one
    if (difference === null) return { ...one, agencies: null }
    const set = whole.set ?? explain(new Map([[at, difference]]), alternatives, STEPS.alone).set
    const here = set?.filter(({ deltas }) => (deltas.get(at) ?? 0) !== 0) ?? []
    const made = here.reduce((sum, { deltas }) => sum + (deltas.get(at) ?? 0), 0)
    if (made !== difference) return { ...one, agencies: null }
    for (const alternative of here) involved.add(alternative)
    return { ...one, agencies: here.map(({ owner }) => owner).sort() }
  })
  const { set, complete } = whole
  return { differences, involved: [...involved], explained: set !== undefined, complete }
}

/** The cells in which the two differ; who states nothing where the other has 0 does not differ. */
function differencesIn(terms: Format, filed: SumsByAddress, sums: SumsByAddress) {
  return cellsOf(terms).flatMap(({ address: at, stock, unit }) => {
    const own = filed.get(at)?.value ?? null
    const sum = sums.get(at)?.value ?? null
    if ((own ?? 0) === (sum ?? 0)) return []
    const difference = own === null || sum === null ? null : own - sum
    return [{ at, unit, additive: !stock, filed: own, sum, difference }]
  })
}
