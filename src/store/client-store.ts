import { hash } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { EventStore } from './event-store.ts'
import type { Database } from './open.ts'
import type { Write } from './writer.ts'

export const roles = ['reporter', 'reviewer', 'reader', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/** What is kept of a key's secret. */
export const hashOfSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer')

/** The holder of a key. A reporter has agencies, a reviewer a region. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly agencies: readonly string[]
  readonly region: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

/** Whoever sends a request: a client, or nobody we know. */
export interface Caller {
  readonly id: string
  readonly role: Role | 'anonymous'
  readonly agencies: readonly string[]
  readonly region: string | null
}

export const anonymous: Caller = { id: 'anonymous', role: 'anonymous', agencies: [], region: null }

interface Row {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly secret_hash: Buffer
  readonly agencies: string
  readonly region: string | null
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
}

/** Keys by id, kept in memory as well: every request asks for one. */
export function clientStore(
  database: Database,
  { write, clock, events }: { write: Write; clock: Clock; events: EventStore },
) {
  const find = database.prepare<[string], Row>('select * from client where id = ?')
  const list = database.prepare<[string, number], Row>(
    'select * from client where id > ? order by id limit ?',
  )
  const insert = database.prepare(
    `insert into client (id, name, role, secret_hash, agencies, region, created_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
  )
  const revoke = database.prepare(
    'update client set revoked_at = ? where id = ? and revoked_at is null',
  )
  const anyAt = database.prepare<[Role, string]>(
    `select 1 from client where role = ? and revoked_at is null
       and (expires_at is null or julianday(expires_at) > julianday(?)) limit 1`,
  )
  const known = new Map<string, { client: Client; secretHash: Buffer }>()

  return {
    /** The client with that id and the hash of its secret, revoked and expired ones too. */
    find(id: string): { client: Client; secretHash: Buffer } | undefined {
      const cached = known.get(id)
      if (cached !== undefined) return cached
      const row = find.get(id)
      if (row === undefined) return undefined
      const found = { client: clientFrom(row), secretHash: row.secret_hash }
      known.set(id, found)
      return found
    },

    list: async (after: string, limit: number): Promise<Client[]> =>
      list.all(after, limit).map(clientFrom),

    /** Whether anybody holds a key of a role that has not ended by then. */
    anyAt: (role: Role, at: string): boolean => anyAt.get(role, at) !== undefined,

    /** Adds a client; one that exists already stays as it is. */
    add: (
      client: Omit<Client, 'createdAt' | 'revokedAt'>,
      secretHash: Buffer,
      by: string,
    ): Promise<Client> =>
      write(() => {
        const at = clock.tick()
        const agencies = JSON.stringify(client.agencies)
        const { id, name, role, region, expiresAt } = client
        const { changes } = insert.run(id, name, role, secretHash, agencies, region, at, expiresAt)
        if (changes > 0) {
          const subject = `client:${id}`
          events.append({
            at,
            client: by,
            action: 'add-client',
            subject,
            detail: { id, name, role },
          })
        }
        return clientFrom(find.get(id) as Row)
      }),

    /** Ends a key at once; false when there is none to end. */
    revoke: (id: string, by: string): Promise<boolean> =>
      write(() => {
        const at = clock.tick()
        const { changes } = revoke.run(at, id)
        known.delete(id)
        if (changes > 0) {
          const subject = `client:${id}`
          events.append({ at, client: by, action: 'revoke-client', subject, detail: { id } })
        }
        return changes > 0
      }),
  }
}

const clientFrom = (row: Row): Client => ({
  id: row.id,
  name: row.name,
  role: row.role,
  agencies: JSON.parse(row.agencies) as string[],
  region: row.region,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
})
