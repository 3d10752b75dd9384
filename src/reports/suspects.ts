import type { Cell } from '../formats/cells.ts'
import { linkedIdentities } from '../formats/linked-identities.ts'
import type { Reckoning } from './reckoning.ts'
import type { Report } from './report.ts'
import type { Suspect } from './suspect.ts'

/**
 * Which cells are most likely wrong: the smallest change of cells that repairs every broken sum
 * without breaking another. In table 3 each cell stands in its own set of sums, so one wrong cell
 * is always named; a row of table 4 has one sum, and any of its cells may be the wrong one.
 *
 * Identities that share cells are solved together. If nothing small explains all of them, the
 * broken carry-overs are set aside, because last year's report may be the one that is wrong.
 */
export function suspectsOf(report: Report, reckonings: readonly Reckoning[]): readonly Suspect[] {
  const broken = reckonings.filter(({ verdict }) => verdict === 'broken')
  if (broken.length === 0) return []
  const byIdentity = new Map(reckonings.map((reckoning) => [reckoning.identity, reckoning]))
  return linkedIdentities(report.format).flatMap((group) =>
    broken.some(({ identity }) => group.includes(identity))
      ? solve(report, equationsOf(group.flatMap((identity) => byIdentity.get(identity) ?? [])))
      : [],
  )
}

/** An assessable identity: the change of its cells, by their signs, has to undo the residual. */
interface Equation {
  residual: number
  readonly carriesOver: boolean
  readonly terms: readonly (readonly [Cell, 1 | -1])[]
}

interface Change {
  readonly cell: Cell
  readonly by: number
}

/** More cells at once than this are a report to be looked at as a whole. */
const MOST_CHANGES = 3
/** A longer list of candidates helps nobody. */
const MOST_SUSPECTS = 12
const MOST_STEPS = 100_000

const equationsOf = (reckonings: readonly Reckoning[]): Equation[] =>
  reckonings
    .filter(({ verdict, blanks, unknown }) => verdict !== 'open' && !unknown && blanks.length === 0)
    .map(({ identity, left, right }) => ({
      residual: left - right,
      carriesOver: identity.kind === 'carryOver',
      terms: [
        ...identity.left.filter((term) => !term.lastYear).map(({ cell }) => [cell, 1] as const),
        ...identity.right.filter((term) => !term.lastYear).map(({ cell }) => [cell, -1] as const),
      ],
    }))

function solve(report: Report, equations: readonly Equation[]): Suspect[] {
  const trusted = equations.filter(({ carriesOver, residual }) => !carriesOver || residual === 0)
  // What is sound by itself is sound: to mend a carry-over in it would take four changes at least.
  if (trusted.every(({ residual }) => residual === 0)) return []
  const systems = trusted.length < equations.length ? [equations, trusted] : [equations]
  const attempts = systems.map(systemOf)
  for (let many = 1; many <= MOST_CHANGES; many++) {
    for (const system of attempts) {
      const repairs = repairsOf(report, system, many)
      if (repairs.length > 0) return suspectsIn(report, equations, repairs)
    }
  }
  return []
}

/** The equations, and for each cell those that it stands in, with its sign. */
interface System {
  readonly equations: readonly Equation[]
  readonly holding: ReadonlyMap<Cell, readonly (readonly [Equation, 1 | -1])[]>
  /** As many equations as one cell stands in at most. */
  readonly widest: number
}

function systemOf(equations: readonly Equation[]): System {
  const holding = new Map<Cell, [Equation, 1 | -1][]>()
  let widest = 0
  for (const equation of equations) {
    for (const [cell, sign] of equation.terms) {
      const its = holding.get(cell) ?? []
      its.push([equation, sign])
      holding.set(cell, its)
      widest = Math.max(widest, its.length)
    }
  }
  return { equations, holding, widest }
}

/** Every way to repair all the equations by changing exactly that many cells. */
function repairsOf(
  report: Report,
  { equations, holding, widest }: System,
  many: number,
): Change[][] {
  const found = new Map<string, Change[]>()
  const changed: Change[] = []
  let steps = 0

  const search = (left: number): void => {
    const broken = equations.filter(({ residual }) => residual !== 0)
    const [first] = broken
    if (first === undefined) {
      if (left === 0) {
        const repair = [...changed].sort((a, b) => a.cell.index - b.cell.index)
        found.set(repair.map(({ cell, by }) => `${cell.index}:${by}`).join(), repair)
      }
      return
    }
    if (left === 0 || broken.length > left * widest || ++steps > MOST_STEPS) return
    // One of the cells to be changed stands in every broken equation: take the shortest.
    const pivot = broken.reduce((a, b) => (b.terms.length < a.terms.length ? b : a), first)
    for (const [cell] of pivot.terms) {
      if (changed.some((change) => change.cell === cell)) continue
      const its = holding.get(cell) ?? []
      // Of a smallest set of wrong cells, each has a broken equation that it alone breaks.
      const amounts = new Set(its.map(([{ residual }, sign]) => -residual * sign || 0))
      for (const by of amounts) {
        if (by === 0 || !possible(report, cell, by)) continue
        for (const [equation, sign] of its) equation.residual += by * sign
        changed.push({ cell, by })
        search(left - 1)
        changed.pop()
        for (const [equation, sign] of its) equation.residual -= by * sign
      }
    }
  }
  search(many)
  return [...found.values()]
}

function possible(report: Report, cell: Cell, by: number): boolean {
  const reported = report.cells[cell.index]
  return typeof reported === 'number' && (cell.signed || reported + by >= 0)
}

function suspectsIn(
  report: Report,
  equations: readonly Equation[],
  repairs: readonly Change[][],
): Suspect[] {
  const times = new Map<string, { change: Change; times: number }>()
  for (const change of repairs.flat()) {
    const key = `${change.cell.index}:${change.by}`
    const known = times.get(key)
    if (known === undefined) times.set(key, { change, times: 1 })
    else known.times++
  }
  if (times.size > MOST_SUSPECTS) return []
  return [...times.values()].map(({ change: { cell, by }, times }) => {
    const reported = report.cells[cell.index] as number
    return {
      at: cell.address,
      reported,
      wouldBe: reported + by,
      repairs: equations.filter(
        ({ residual, terms }) => residual !== 0 && terms.some(([its]) => its === cell),
      ).length,
      certainty: times === repairs.length ? 'certain' : 'candidate',
    }
  })
}
