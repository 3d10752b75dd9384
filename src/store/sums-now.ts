import { agencySums } from './agency-sums.ts'
import { countedThough } from './exemption-store.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import type { Basis } from './standing.ts'
import type { Sums } from './sums.ts'

/** The sums as they stand: one roll-up row for each region, kind, year and format. */
export function sumsNow(database: Database, rollUps: RollUpStore, register: RegisterStore) {
  const ofAgencies = agencySums(database)
  const exemptYet = countedThough(database)

  return (region: string, basis: Basis): Sums => {
    const exempt = new Map<number, ReturnType<typeof exemptYet>>()

    /** Who files without having to is expected for the years in which it does. */
    function unasked(code: string, kind: string, year: number): number {
      const known = exempt.get(year) ?? exemptYet(year, region, basis)
      exempt.set(year, known)
      if (known.length === 0) return 0
      return known.filter(
        (filer) => (kind === '' || kind === filer.kind) && register.isWithin(filer.region, code),
      ).length
    }

    return {
      children: () => register.childrenOf(region),
      kinds: () => register.kindsIn(region),
      rows: (code, kind, from, to) => rollUps.read(code, basis, kind, from, to),
      expected: (code, kind, year) => register.filers(code, kind, year) + unasked(code, kind, year),
      agencies: (kind, from, to, limit) => ofAgencies(region, basis, kind, from, to, limit),
    }
  }
}
