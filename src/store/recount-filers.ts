import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'

interface Filer {
  readonly kind: string
  readonly region: string
  readonly first: number
  readonly last: number | null
}

/** Every filer count as it should be, by `region kind year`, counted anew from the register. */
export function filersExpected(
  database: Database,
  register: Pick<RegisterStore, 'chainOf'>,
): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (name: string, times: number) => counts.set(name, (counts.get(name) ?? 0) + times)
  const filers = database.prepare<[], Filer>(
    `select kind, region, coalesce(valid_from, 0) as first, valid_to as last from agency
     where counts = 1`,
  )
  for (const { kind, region, first, last } of filers.iterate()) {
    for (const code of register.chainOf(region)) {
      for (const of of ['', kind]) {
        add(`${code} ${of} ${first}`, 1)
        if (last !== null) add(`${code} ${of} ${last + 1}`, -1)
      }
    }
  }
  return counts
}
