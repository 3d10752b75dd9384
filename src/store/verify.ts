import { encodeTally } from '../reports/tally.ts'
import { type FilerChange, filerName, recountFilers } from './filer-recount.ts'
import type { Database } from './open.ts'
import { recount, rowName, yearsIn } from './recount.ts'
import { regionStore } from './region-store.ts'
import { rollUpStore } from './roll-up-store.ts'
import { verifyFindings, verifyReceipts, verifyRevisions } from './verify-filed.ts'
import { verifyLog, verifySubjects } from './verify-log.ts'
import { verifyRegionAgencies, verifySearch } from './verify-search.ts'

/** Something in the store that is not what it should be. */
export interface Fault {
  readonly where: string
  readonly what: string
}

/**
 * What is held against what, by name, each by itself: the record against the log of events,
 * everything derived against the record, and the log against itself. Those that take longest first.
 */
const parts = {
  subjects: verifySubjects,
  revisions: verifyRevisions,
  log: verifyLog,
  'roll-ups': verifyRollUps,
  findings: verifyFindings,
  receipts: verifyReceipts,
  filers: verifyFilers,
  regions: verifyRegionAgencies,
  search: verifySearch,
} satisfies Record<string, (database: Database) => Generator<Fault>>

export type VerifiedPart = keyof typeof parts
export const verifiedParts = Object.keys(parts) as VerifiedPart[]

/** All parts in turn. An empty list means that every byte checked out. */
export function* verifyStore(database: Database): Generator<Fault> {
  for (const part of verifiedParts) yield* readable(part, parts[part](database))
}

/** One part, to cross from the thread that looked: at most so many faults. */
export const verifyPart = (
  database: Database,
  { part, most }: { readonly part: VerifiedPart; readonly most: number },
): Fault[] =>
  database.transaction(() => {
    const faults: Fault[] = []
    for (const fault of readable(part, parts[part](database))) {
      faults.push(fault)
      if (faults.length >= most) break
    }
    return faults
  })()

/** What cannot even be read is a fault too, and no reason to leave the rest unlooked at. */
function* readable(where: string, faults: Generator<Fault>): Generator<Fault> {
  try {
    yield* faults
  } catch (error) {
    yield { where, what: `cannot be read: ${error instanceof Error ? error.message : error}` }
  }
}

function* verifyRollUps(database: Database): Generator<Fault> {
  const rollUps = rollUpStore(database)
  const register = regionStore(database)
  const counted = new Set<string>()
  for (const year of yearsIn(database)) {
    for (const { key, tally } of recount(database, register, year, 'cells')) {
      const name = rowName(key)
      counted.add(name)
      const kept = rollUps.find(key)
      if (kept === undefined) yield { where: `roll-up ${name}`, what: 'it is missing' }
      else if (!encodeTally(tally).equals(kept)) {
        yield { where: `roll-up ${name}`, what: 'it differs from the sum of its reports' }
      }
    }
  }
  for (const key of rollUps.keys()) {
    const name = rowName(key)
    if (counted.has(name)) continue
    yield { where: `roll-up ${name}`, what: 'no report stands behind it' }
  }
}

/** Holds the number of filers against the register. */
function* verifyFilers(database: Database): Generator<Fault> {
  const expected = recountFilers(database, regionStore(database))
  const rows = database.prepare<[], FilerChange>(
    'select region, kind, year, change from filer_count where change <> 0',
  )
  for (const row of rows.iterate()) {
    const name = filerName(row)
    const should = expected.get(name)?.change
    expected.delete(name)
    if (should !== row.change) {
      yield { where: `filers ${name}`, what: 'they differ from the register' }
    }
  }
  for (const name of expected.keys()) yield { where: `filers ${name}`, what: 'they are missing' }
}
