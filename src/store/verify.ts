import { encodeTally } from '../reports/tally.ts'
import { type FilerChange, filerName, recountFilers } from './filer-recount.ts'
import type { Database } from './open.ts'
import { recount, rowName, yearsIn } from './recount.ts'
import { verifyHeads } from './refreshing.ts'
import { regionStore } from './region-store.ts'
import { rollUpStore } from './roll-up-store.ts'
import { verifyFindings, verifyReceipts, verifyRevisions } from './verify-filed.ts'
import { verifyLog, verifySubjects } from './verify-log.ts'
import { verifyRegionAgencies, verifySearch } from './verify-search.ts'
import { type Done, type Told, untold } from './watched.ts'

/** Something in the store that is not what it should be. */
export interface Fault {
  readonly where: string
  readonly what: string
}

/** One thing that is held against another, row by row. */
interface Part {
  readonly holds: (database: Database, done: Done) => Generator<Fault>
  /** The table it goes through. */
  readonly table: string
}

/**
 * What is held against what, by name, each by itself: the record against the log of events,
 * everything derived against the record, and the log against itself. Those that take longest first.
 */
const parts = {
  subjects: { holds: verifySubjects, table: 'event' },
  revisions: { holds: verifyRevisions, table: 'revision' },
  log: { holds: verifyLog, table: 'event' },
  'roll-ups': { holds: verifyRollUps, table: 'roll_up' },
  findings: { holds: verifyFindings, table: 'finding' },
  heads: { holds: verifyHeads, table: 'report' },
  receipts: { holds: verifyReceipts, table: 'receipt' },
  filers: { holds: verifyFilers, table: 'filer_count' },
  regions: { holds: verifyRegionAgencies, table: 'region_agency' },
  search: { holds: verifySearch, table: 'search_document' },
} satisfies Record<string, Part>

export type VerifiedPart = keyof typeof parts
export const verifiedParts = Object.keys(parts) as VerifiedPart[]

/** How many rows a part goes through; 0 where they cannot even be counted. */
export function rowsOf(database: Database, part: VerifiedPart): number {
  try {
    const { table } = parts[part]
    return database.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0
  } catch {
    return 0
  }
}

/** All parts in turn. An empty list means that every byte checked out. */
export function* verifyStore(database: Database): Generator<Fault> {
  for (const part of verifiedParts)
    yield* readable(
      part,
      parts[part].holds(database, () => {}),
    )
}

/** One part, to cross from the thread that looked: at most so many faults. */
export const verifyPart = (
  database: Database,
  { part, most }: { readonly part: VerifiedPart; readonly most: number },
  told: Told = untold,
): Fault[] =>
  database.transaction(() => {
    const faults: Fault[] = []
    const done = (rows: number) => told(part, rows, 0)
    for (const fault of readable(part, parts[part].holds(database, done))) {
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

function* verifyRollUps(database: Database, done: Done): Generator<Fault> {
  const rollUps = rollUpStore(database)
  const register = regionStore(database)
  const counted = new Set<string>()
  for (const year of yearsIn(database)) {
    for (const { key, tally } of recount(database, register, year, 'cells')) {
      const name = rowName(key)
      counted.add(name)
      done(counted.size)
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
