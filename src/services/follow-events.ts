import type { Caller, Role } from '../store/client-store.ts'
import { type EventScope, everyone, type Stretch } from '../store/event-feed.ts'
import type { Event } from '../store/event-store.ts'
import type { Service } from './service.ts'

/** What concerns keys and the log itself is the auditors' alone. */
const AUDIT = [
  'add-client',
  'revoke-client',
  'refuse-key',
  'lock-out',
  'read-events',
  'make-receipt-key',
  'retire-receipt-key',
]

/** What changes what anybody may read. */
const PUBLIC = ['publish']

/** The events a caller may see: a part of the query, not of what is done with its answer. */
function scopeOf({ role, agencies, region }: Caller): EventScope {
  const scopes: Record<Caller['role'], EventScope> = {
    auditor: everyone,
    admin: { ...everyone, but: AUDIT },
    reviewer: { ...everyone, within: region, but: AUDIT },
    reporter: { ...everyone, among: agencies, but: AUDIT },
    reader: { ...everyone, only: PUBLIC },
    anonymous: { ...everyone, only: PUBLIC },
  }
  return scopes[role]
}

/** The event as a caller may see it: outside, nobody learns who did it or what they said. */
export type SeenEvent = Pick<Event, 'id' | 'at' | 'action' | 'agency' | 'year'> & Partial<Event>

/**
 * The log after an id, oldest first. What an auditor is shown is noted in it, except where that
 * showed nothing but such notes: following the log would never come to its end.
 */
export async function followEvents(
  { store }: Service,
  caller: Caller,
  { after, limit }: { after: number; limit: number },
): Promise<Omit<Stretch, 'events'> & { readonly events: readonly SeenEvent[] }> {
  const stretch = await store.events.feed(scopeOf(caller), after, limit)
  if (caller.role === 'auditor' && stretch.events.some(({ action }) => action !== 'read-events')) {
    const detail = { after, upTo: stretch.after }
    await store.events.note({ client: caller.id, action: 'read-events', detail })
  }
  if (!outside.includes(caller.role)) return stretch
  const events = stretch.events.map(({ id, at, action, agency, year }) => ({
    ...{ id, at, action, agency, year },
  }))
  return { ...stretch, events }
}

const outside: readonly (Role | 'anonymous')[] = ['reader', 'anonymous']
