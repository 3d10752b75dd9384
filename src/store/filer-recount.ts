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
    'select kind, region, valid_from, valid_to from agency where counts = 1',
  )
  for (const { kind: own, region: lowest, valid_from, valid_to } of filers.iterate()) {
    for (const region of chainOf(lowest)) {
      for (const kind of ['', own]) {
        add(region, kind, valid_from ?? 0, 1)
        if (valid_to !== null) add(region, kind, valid_to + 1, -1)
      }
    }
  }
  return changes
}

export const filerName = ({ region, kind, year }: Omit<FilerChange, 'change'>): string =>
  `${region} ${kind} ${year}`
