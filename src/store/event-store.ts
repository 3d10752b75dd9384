import { createHash } from 'node:crypto'
import { canonicalise } from '../reports/canonical.ts'
import type { Database } from './open.ts'
import { stateDigests } from './state-digests.ts'

/**
 * Who did what. What was done to is named by `subject`, which an agency and a year imply; its
 * digests before and after are taken by the log itself.
 */
export interface NewEvent {
  readonly at: string
  readonly client: string
  readonly action: string
  readonly agency?: string
  readonly year?: number
  /** `region:…`, `window:…`, `extension:…`, `client:…`, `receipt-key:…` or `ruleset:…`; an event of none of them changed nothing kept. */
  readonly subject?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** An event as kept. Digests and hashes are SHA-256 in hex. */
export interface Event {
  readonly id: number
  readonly at: string
  readonly client: string
  readonly action: string
  readonly subject: string | null
  readonly agency: string | null
  readonly year: number | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly before: string | null
  readonly after: string | null
  readonly previous: string
  readonly hash: string
}

export interface EventRow {
  readonly id: number
  readonly at: string
  readonly client: string
  readonly action: string
  readonly subject: string | null
  readonly agency: string | null
  readonly year: number | null
  readonly detail: string
  readonly before: Buffer | null
  readonly after: Buffer | null
  readonly previous: Buffer
  readonly hash: Buffer
}

/** Told of a change to an agency's report of a year, within the transaction. */
type Changed = (agency: string, year: number) => void

/** What the first event follows. */
export const NONE = Buffer.alloc(32)

/** The log of every change: each event's hash covers the one before it. */
export function eventStore(database: Database) {
  const newest = database.prepare<[], { id: number; hash: Buffer; at: string }>(
    'select id, hash, at from event order by id desc limit 1',
  )
  const insert = database.prepare(
    `insert into event (id, at, client, action, subject, agency, year, detail, before, after,
       previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const known = database.prepare<[string], { after: Buffer | null }>(
    'select after from event where subject = ? order by id desc limit 1',
  )
  const byId = database.prepare<[number], EventRow>('select * from event where id = ?')
  const digestOf = stateDigests(database)
  let changed: Changed = () => {}

  return {
    /** Appends within the caller's transaction, once everything else in it is done. */
    append({ at, client, action, detail = {}, ...of }: NewEvent): { id: number; hash: Buffer } {
      const agency = of.agency ?? null
      const year = of.year ?? null
      const subject = of.subject ?? subjectOf(agency, year)
      const last = newest.get()
      const before = subject === null ? null : (known.get(subject)?.after ?? null)
      const after = subject === null ? null : digestOf(subject)
      const said = { at, client, action, subject, agency, year, detail: canonicalise(detail) }
      const event = { id: (last?.id ?? 0) + 1, ...said, before, after }
      const previous = last?.hash ?? NONE
      const hash = hashOf(previous, event)
      insert.run(...Object.values(event), previous, hash)
      if (agency !== null && year !== null) changed(agency, year)
      return { id: event.id, hash }
    },

    /** Has somebody told of every change to a report: none goes unlogged. */
    onChange(listener: Changed): void {
      changed = listener
    },

    find: (id: number): Event | undefined => {
      const row = byId.get(id)
      return row === undefined ? undefined : eventFrom(row)
    },

    /** The newest event; undefined while there is none. */
    head: () => newest.get(),
  }
}

export type EventStore = ReturnType<typeof eventStore>

const subjectOf = (agency: string | null, year: number | null): string | null =>
  agency === null ? null : year === null ? `agency:${agency}` : `report:${agency}:${year}`

export const eventFrom = ({ detail, before, after, previous, hash, ...row }: EventRow): Event => ({
  ...row,
  detail: JSON.parse(detail) as Event['detail'],
  before: before?.toString('hex') ?? null,
  after: after?.toString('hex') ?? null,
  previous: previous.toString('hex'),
  hash: hash.toString('hex'),
})

/**
 * SHA-256 over the hash before (32 bytes) and the event, without its hashes, as RFC 8785 canonical
 * JSON. The detail goes in as the text that is kept, so that no byte of it can change.
 */
export const hashOf = (previous: Buffer, event: Omit<EventRow, 'previous' | 'hash'>): Buffer => {
  const { action, agency, at, client, detail, id, subject, year } = event
  const [after, before] = [
    event.after?.toString('hex') ?? null,
    event.before?.toString('hex') ?? null,
  ]
  const start = canonicalise({ action, after, agency, at, before, client }).slice(0, -1)
  const end = canonicalise({ id, subject, year }).slice(1)
  return createHash('sha256').update(previous).update(`${start},"detail":${detail},${end}`).digest()
}
