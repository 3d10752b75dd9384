import { encodeTally } from '../reports/tally.ts'
import { type FilerChange, filerName, recountFilers } from './filer-recount.ts'
import type { Database } from './open.ts'
import { recount, rowName, yearsIn } from './recount.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import { verifyFindings, verifyReceipts, verifyRevisions } from './verify-filed.ts'
import { verifyLog } from './verify-log.ts'
import { verifyRegionAgencies, verifySearch } from './verify-search.ts'

/** Something in the store that is not what it should be. */
export interface Fault {
  readonly where: string
  readonly what: string
}

type Register = Pick<RegisterStore, 'chainOf' | 'childrenOf'>

/**
 * Holds the record against the log of events, everything derived against the record, and the log
 * against itself. An empty list means that every byte checked out.
 */
export function* verifyStore(
  database: Database,
  rollUps: RollUpStore,
  register: Register,
): Generator<Fault> {
  yield* readable('log', verifyLog(database))
  yield* readable('revisions', verifyRevisions(database))
  yield* readable('findings', verifyFindings(database))
  yield* readable('receipts', verifyReceipts(database))
  yield* readable('roll-ups', verifyRollUps(database, rollUps, register))
  yield* readable('filers', verifyFilers(database, register))
  yield* readable('regions', verifyRegionAgencies(database))
  yield* readable('search', verifySearch(database))
}

/** What cannot even be read is a fault too, and no reason to leave the rest unlooked at. */
function* readable(where: string, faults: Generator<Fault>): Generator<Fault> {
  try {
    yield* faults
  } catch (error) {
    yield { where, what: `cannot be read: ${error instanceof Error ? error.message : error}` }
  }
}

function* verifyRollUps(
  database: Database,
  rollUps: RollUpStore,
  register: Register,
): Generator<Fault> {
  const counted = new Set<string>()
  for (const year of yearsIn(database)) {
    for (const { key, tally } of recount(database, register, year)) {
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
function* verifyFilers(database: Database, register: Register): Generator<Fault> {
  const expected = recountFilers(database, register)
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
