import { agencySums } from './agency-sums.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import type { Basis } from './standing.ts'
import type { Sums } from './sums.ts'

/** The sums as they stand: one roll-up row for each region, kind, year and format. */
export function sumsNow(database: Database, rollUps: RollUpStore, register: RegisterStore) {
  const ofAgencies = agencySums(database)
  return (region: string, basis: Basis): Sums => ({
    children: () => register.childrenOf(region),
    kinds: () => register.kindsIn(region),
    rows: (code, kind, from, to) => rollUps.read(code, basis, kind, from, to),
    expected: (code, kind, year) => register.filers(code, kind, year),
    agencies: (kind, from, to, limit) => ofAgencies(region, basis, kind, from, to, limit),
  })
}
