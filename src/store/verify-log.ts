import { type EventRow, hashOf, NONE } from './event-store.ts'
import type { Database } from './open.ts'
import { stateDigests } from './state-digests.ts'
import type { Fault } from './verify.ts'
import { watched } from './watched.ts'

/**
 * Holds the log against itself, and what it speaks of against the log: each event follows from
 * the one before, and every report, agency, region, client and key is as its last event left it.
 */
export function* verifyLog(database: Database, told: (done: number) => void): Generator<Fault> {
  const events = database.prepare<[], EventRow>('select * from event order by id')
  const now = new Map<string, string | null>()
  let last: Pick<EventRow, 'id' | 'hash'> = { id: 0, hash: NONE }
  for (const row of watched(events.iterate(), told)) {
    const { id, subject, before, after } = row
    const where = `event ${id}`
    if (id !== last.id + 1) yield { where, what: `the one before it is event ${last.id}` }
    if (!row.previous.equals(last.hash) || !row.hash.equals(hashOf(row.previous, row))) {
      yield { where, what: 'it does not follow from the event before it' }
    }
    last = row
    if (subject === null) continue
    if ((now.get(subject) ?? null) !== (before?.toString('hex') ?? null)) {
      yield { where, what: `${subject} was not as the event before had left it` }
    }
    now.set(subject, after?.toString('hex') ?? null)
  }

  const digestOf = stateDigests(database)
  for (const [subject, after] of now) {
    if ((digestOf(subject)?.toString('hex') ?? null) !== after) {
      yield { where: subject, what: 'it is not as the log says it was left' }
    }
  }
  for (const { subject } of database.prepare<[], { subject: string }>(SUBJECTS).iterate()) {
    if (!now.has(subject)) yield { where: subject, what: 'the log does not know of it' }
  }
}

const SUBJECTS = `
  select 'report:' || agency || ':' || year as subject from report
  union all select 'agency:' || id from agency
  union all select 'region:' || code from region
  union all select 'window:' || region || ':' || year from filing_window
  union all select 'extension:' || agency || ':' || year from extension
  union all select 'client:' || id from client
  union all select 'receipt-key:' || id from receipt_key
  union select 'ruleset:in-force' from activation`
