import { type EventRow, hashOf, NONE } from './event-store.ts'
import type { Database } from './open.ts'
import { stateDigests } from './state-digests.ts'
import type { Fault } from './verify.ts'
import { type Done, watched } from './watched.ts'

/** Holds the log against itself: each event follows from the one before. */
export function* verifyLog(database: Database, told: Done): Generator<Fault> {
  const events = database.prepare<[], EventRow>('select * from event order by id')
  let last: Pick<EventRow, 'id' | 'hash'> = { id: 0, hash: NONE }
  for (const row of watched(events.iterate(), told)) {
    const { id } = row
    const where = `event ${id}`
    if (id !== last.id + 1) yield { where, what: `the one before it is event ${last.id}` }
    if (!row.previous.equals(last.hash) || !row.hash.equals(hashOf(row.previous, row))) {
      yield { where, what: 'it does not follow from the event before it' }
    }
    last = row
  }
}

interface Left extends Pick<EventRow, 'id' | 'before' | 'after'> {
  readonly subject: string
}

/**
 * Holds what the log speaks of against the log, subject by subject: every report, agency, region,
 * client and key was at each event as the one before had left it, and is as the last one left it.
 */
export function* verifySubjects(database: Database, told: Done): Generator<Fault> {
  const events = database.prepare<[], Left>(
    `select id, subject, before, after from event indexed by event_subject
     where subject is not null order by subject, id`,
  )
  const digestOf = stateDigests(database)
  let last: Left | undefined
  for (const row of watched(events.iterate(), told)) {
    const { id, subject, before } = row
    if (last?.subject !== subject) {
      if (last !== undefined) yield* asLeft(last)
      last = undefined
    }
    if (!same(before, last?.after ?? null)) {
      yield { where: `event ${id}`, what: `${subject} was not as the event before had left it` }
    }
    last = row
  }
  if (last !== undefined) yield* asLeft(last)
  for (const { subject } of database.prepare<[], { subject: string }>(UNKNOWN).iterate()) {
    yield { where: subject, what: 'the log does not know of it' }
  }

  function* asLeft({ subject, after }: Left): Generator<Fault> {
    if (same(digestOf(subject), after)) return
    yield { where: subject, what: 'it is not as the log says it was left' }
  }
}

const same = (one: Buffer | null, other: Buffer | null): boolean =>
  one === null || other === null ? one === other : one.equals(other)

/** Whatever no event speaks of. */
const UNKNOWN = `
  select subject from (
    select 'report:' || agency || ':' || year as subject from report
    union all select 'agency:' || id from agency
    union all select 'region:' || code from region
    union all select 'window:' || region || ':' || year from filing_window
    union all select 'extension:' || agency || ':' || year from extension
    union all select 'client:' || id from client
    union all select 'receipt-key:' || id from receipt_key
    union all select distinct 'ruleset:in-force' from activation) as kept
  where not exists (select 1 from event where event.subject = kept.subject)`
