import { EXEMPT_NOW } from './exemption-store.ts'
import { filerChanges } from './filer-counts.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'

/** How many filers begin or end, by region, kind (`''` for all) and year. */
export interface FilerChange {
  readonly region: string
  readonly kind: string
  readonly year: number
  readonly change: number
}

interface Filer {
  readonly kind: string
  readonly region: string
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly exempt: string
}

/** Every change in the number of filers as it should be, counted anew from the register. */
export function recountFilers(
  database: Database,
  { chainOf }: Pick<RegisterStore, 'chainOf'>,
): Map<string, FilerChange> {
  const changes = new Map<string, FilerChange>()
  const add = (region: string, kind: string, year: number, by: number) => {
    const name = filerName({ region, kind, year })
    const change = (changes.get(name)?.change ?? 0) + by
    if (change === 0) changes.delete(name)
    else changes.set(name, { region, kind, year, change })
  }
  const filers = database.prepare<[], Filer>(
    `select kind, region, valid_from, valid_to, ${EXEMPT_NOW} as exempt from agency as filer
     where counts = 1`,
  )
  for (const { valid_from, valid_to, exempt, ...filer } of filers.iterate()) {
    const valid = { validFrom: valid_from, validTo: valid_to }
    for (const region of chainOf(filer.region)) {
      for (const kind of ['', filer.kind]) {
        for (const [year, change] of filerChanges(valid, JSON.parse(exempt) as number[])) {
          add(region, kind, year, change)
        }
      }
    }
  }
  return changes
}

export const filerName = ({ region, kind, year }: Omit<FilerChange, 'change'>): string =>
  `${region} ${kind} ${year}`
