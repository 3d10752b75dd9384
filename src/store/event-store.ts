import { createHash } from 'node:crypto'
import { canonicalise } from '../reports/canonical.ts'
import type { Database } from './open.ts'

/** Who did what to what. `detail` holds what changed, with digests before and after. */
export interface NewEvent {
  readonly at: string
  readonly client: string
  readonly action: string
  readonly agency?: string
  readonly year?: number
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface Event {
  readonly id: number
  readonly at: string
  readonly client: string
  readonly action: string
  readonly agency: string | null
  readonly year: number | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly hash: string
}

interface Row {
  readonly id: number
  readonly at: string
  readonly client: string
  readonly action: string
  readonly agency: string | null
  readonly year: number | null
  readonly detail: string
  readonly previous: Buffer
  readonly hash: Buffer
}

const NONE = Buffer.alloc(32)

/** The log of every change: each event's hash covers the one before it. */
export function eventStore(database: Database) {
  const newest = database.prepare<[], { hash: Buffer; at: string }>(
    'select hash, at from event order by id desc limit 1',
  )
  const insert = database.prepare(
    `insert into event (at, client, action, agency, year, detail, previous, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const after = database.prepare<[number, number], Row>(
    'select * from event where id > ? order by id limit ?',
  )
  const every = database.prepare<[], Row>('select * from event order by id')

  return {
    /** Appends within the caller's transaction. */
    append({ at, client, action, detail = {}, ...subject }: NewEvent): void {
      const agency = subject.agency ?? null
      const year = subject.year ?? null
      const previous = newest.get()?.hash ?? NONE
      const text = canonicalise(detail)
      const hash = hashOf(previous, { at, client, action, agency, year, detail: text })
      insert.run(at, client, action, agency, year, text, previous, hash)
    },

    /** Events after an id, oldest first. */
    list(afterId: number, limit: number): Event[] {
      return after.all(afterId, limit).map(({ detail, hash, previous: _, ...event }) => ({
        ...event,
        detail: JSON.parse(detail) as Event['detail'],
        hash: hash.toString('hex'),
      }))
    },

    lastAt: (): string | undefined => newest.get()?.at,

    /** The id of the first event that does not follow from the one before it. */
    firstBroken(): number | undefined {
      let previous: Buffer = NONE
      for (const row of every.iterate()) {
        if (!row.previous.equals(previous) || !row.hash.equals(hashOf(previous, row))) return row.id
        previous = row.hash
      }
      return undefined
    },
  }
}

export type EventStore = ReturnType<typeof eventStore>

type Hashed = Pick<Row, 'at' | 'client' | 'action' | 'agency' | 'year' | 'detail'>

/** SHA-256 over the hash before and the event as canonical JSON. */
const hashOf = (previous: Buffer, { at, client, action, agency, year, detail }: Hashed): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(canonicalise({ at, client, action, agency, year, detail }))
    .digest()
