import { isDeepStrictEqual } from 'node:util'
import { Problem } from '../errors.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Row } from './agency-table.ts'
import { mustBeRegistrable } from './put-agency.ts'
import type { Service } from './service.ts'

export type ImportOutcome = 'created' | 'replaced' | 'unchanged' | 'refused' | 'not-done'

/** What became of a row. */
export interface Imported {
  readonly row: number
  readonly agencyId: string | null
  readonly outcome: ImportOutcome
  readonly problem?: Problem
}

/** Rows written in one transaction, so that others get their turn in between. */
const CHUNK = 50

/**
 * Registers the rows of a table: each by itself, or all of them in one transaction or none.
 * Predecessors may stand further down than those that came of them.
 */
export async function importAgencies(
  { store }: Service,
  caller: Caller,
  { rows, atomic, dryRun }: { rows: readonly Row[]; atomic: boolean; dryRun: boolean },
): Promise<Imported[]> {
  const listed = new Map<string, number>()
  for (const { agency, row } of rows) {
    if (agency !== undefined && !listed.has(agency.id)) listed.set(agency.id, row)
  }
  const results = new Map<Row, Imported>()
  const wanted: { row: Row; agency: Agency }[] = []
  for (const row of rows) {
    const told = (outcome: ImportOutcome, problem?: Problem) =>
      results.set(row, {
        row: row.row,
        agencyId: row.id,
        outcome,
        ...(problem === undefined ? {} : { problem }),
      })
    const { agency } = row
    try {
      if (agency === undefined) throw invalid(row)
      const first = listed.get(agency.id)
      if (first !== row.row) throw new Problem('row-repeated', { id: agency.id, row: first ?? 0 })
      mustBeRegistrable({ store }, caller, agency, (id) => listed.has(id))
      const before = store.register.findAgency(agency.id)
      if (isDeepStrictEqual(before, agency)) told('unchanged')
      else {
        told(before === undefined ? 'created' : 'replaced')
        wanted.push({ row, agency })
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      told('refused', error)
    }
  }
  const all = rows.flatMap((row) => results.get(row) ?? [])
  if (atomic && all.some(({ outcome }) => outcome === 'refused')) {
    return all.map((one) => (one.outcome === 'refused' ? one : { ...one, outcome: 'not-done' }))
  }
  if (dryRun) return all
  const agencies = wanted.map(({ agency }) => agency)
  const chunk = atomic ? agencies.length : CHUNK
  for (let start = 0; start < agencies.length; start += chunk) {
    await store.register.putAgencies(agencies.slice(start, start + chunk), caller.id)
  }
  return all
}

const invalid = ({ faults }: Row): Problem =>
  new Problem('invalid-row', { count: faults.length }, { faults })
