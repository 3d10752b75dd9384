import { createHash } from 'node:crypto'
import { encodeTally } from '../reports/tally.ts'
import type { EventStore } from './event-store.ts'
import { type FilerChange, filerName, recountFilers } from './filer-recount.ts'
import type { Database } from './open.ts'
import { recount, rowName, vectorOf } from './recount.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'

/** Something in the store that is not what it should be. */
export interface Fault {
  readonly where: string
  readonly what: string
}

/**
 * Holds everything derived against the filed bodies: digests, vectors and roll-ups; and the event
 * chain against itself. An empty list means that every byte checked out.
 */
export function* verifyStore(
  database: Database,
  rollUps: RollUpStore,
  register: Pick<RegisterStore, 'chainOf' | 'findAgency'>,
  events: EventStore,
): Generator<Fault> {
  const revisions = database.prepare<
    [],
    { report: number; number: number; format: string; digest: Buffer; cells: Buffer; body: Buffer }
  >('select report, number, format, digest, cells, body from revision')
  for (const { report, number, format, digest, cells, body } of revisions.iterate()) {
    const where = `revision ${number} of report ${report}`
    if (!createHash('sha256').update(body).digest().equals(digest)) {
      yield { where, what: 'the filed body does not have its digest' }
    } else if (!vectorOf(format, body).equals(cells)) {
      yield { where, what: 'the cells differ from the filed body' }
    }
  }

  const expected = recount(database, register)
  for (const { tally, ...key } of rollUps.rows()) {
    const name = rowName(key)
    const should = expected.get(name)
    expected.delete(name)
    if (should === undefined) yield { where: `roll-up ${name}`, what: 'no report stands behind it' }
    else if (!encodeTally(should.tally).equals(tally)) {
      yield { where: `roll-up ${name}`, what: 'it differs from the sum of its reports' }
    }
  }
  for (const name of expected.keys()) yield { where: `roll-up ${name}`, what: 'it is missing' }

  yield* verifyFilers(database, register)

  const broken = events.firstBroken()
  if (broken !== undefined) {
    yield { where: `event ${broken}`, what: 'it does not follow from the event before it' }
  }
}

/** Holds the number of filers against the register. */
function* verifyFilers(
  database: Database,
  register: Pick<RegisterStore, 'chainOf'>,
): Generator<Fault> {
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
