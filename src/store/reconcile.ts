import { cellsOf } from '../formats/cells.ts'
import { formats, termsFor } from '../formats/index.ts'
import { type Alternative, type Reconciled, reconciled, type Why } from '../reports/reconciled.ts'
import type { SumsByAddress } from '../reports/sum.ts'
import { type Part, sumsIn } from '../reports/sum-table.ts'
import { emptyTally, tallyReport } from '../reports/tally.ts'
import { knownFormat } from './known-format.ts'
import { type Figures, type Member, type MembersQuery, membersAt } from './members.ts'
import type { Database } from './open.ts'
import { sumsOfReport } from './report-sums.ts'

export interface ReconcileQuery extends MembersQuery {
  readonly filed: { readonly format: string; readonly cells: Uint8Array; readonly at: string }
}

export interface ReconciledAt extends Reconciled {
  readonly counted: number
  readonly cells: number
  /** Who was expected and has filed nothing: its figures cannot be guessed. */
  readonly unknown: readonly { readonly agency: string; readonly name: string }[]
}

/** Holds a government's filed report against those below it. */
export function reconcileAt(database: Database, { filed, ...query }: ReconcileQuery): ReconciledAt {
  const members = membersAt(database, query)
  const standing = members.flatMap(({ stands }) => stands ?? [])
  const parts = partsOf(standing)
  const versions = [filed.format, ...parts.map(({ format }) => format.version)]
  const terms = termsFor(versions, query.year)
  const read = ({ format, cells }: Pick<Figures, 'format' | 'cells'>) =>
    sumsOfReport(terms, format, cells)
  const alternatives = members.flatMap((member) => [...alternativesOf(member, filed.at, read)])
  return {
    ...reconciled(terms, read(filed), sumsIn(terms, parts), alternatives),
    counted: standing.length,
    cells: cellsOf(terms).length,
    unknown: members
      .filter(({ expected, stands, newest }) => expected && stands === null && newest === null)
      .map(({ agency, name }) => ({ agency, name })),
  }
}

function partsOf(standing: readonly Figures[]): Part[] {
  const parts = new Map<string, Part>()
  for (const { format: version, cells: vector } of standing) {
    const format = knownFormat(version)
    const part = parts.get(version) ?? { format, tally: emptyTally(cellsOf(format).length) }
    parts.set(version, part)
    tallyReport(part.tally, { vector, late: false, mark: new Uint8Array(32) }, 1)
  }
  return formats.flatMap(({ version }) => parts.get(version) ?? [])
}

/**
 * What else an agency's figures may have been when the government added up: those it stood with
 * before, those it is working on, or none at all.
 */
function* alternativesOf(
  { agency: owner, name, state, late, stands, stood, newest }: Member,
  filedAt: string,
  read: (figures: Figures) => SumsByAddress,
): Generator<Alternative> {
  const instead = (figures: Figures | null, why: Why): Alternative => ({
    owner,
    name,
    why,
    revision: figures?.revision ?? null,
    deltas: deltasBetween(stands && read(stands), figures && read(figures)),
  })
  const unfinished = state === 'returned' ? 'returned' : stands === null ? 'missing' : 'amended'
  if (newest !== null) yield instead(newest, unfinished)
  for (const earlier of stood) yield instead(earlier, stands === null ? unfinished : 'amended')
  const arrived = stands !== null && stood.length === 0 && stands.since > filedAt
  if (stands !== null && (late || arrived)) yield instead(null, 'late')
}

function deltasBetween(now: SumsByAddress | null, then: SumsByAddress | null) {
  const deltas = new Map<string, number>()
  for (const at of new Set([...(now?.keys() ?? []), ...(then?.keys() ?? [])])) {
    const delta = (then?.get(at)?.value ?? 0) - (now?.get(at)?.value ?? 0)
    if (delta !== 0) deltas.set(at, delta)
  }
  return deltas
}
