import { type Event, type EventRow, eventFrom } from './event-store.ts'
import type { Database } from './open.ts'
import { subtree } from './subtree.ts'

/**
 * Whose events: everybody's, of some agencies, or of those in a region's subtree. Of an agency that
 * has left the subtree there are its entries in the register, which say so.
 */
export interface EventScope {
  readonly among: readonly string[] | null
  readonly within: string | null
  /** Only these actions, or all but those. */
  readonly only: readonly string[] | null
  readonly but: readonly string[] | null
}

export const everyone: EventScope = { among: null, within: null, only: null, but: null }

/** A stretch of the log. */
export interface Stretch {
  readonly events: readonly Event[]
  /** Everything up to this id has been looked at: where to go on. */
  readonly after: number
  /** Whether there is more behind it now. */
  readonly more: boolean
}

/** However narrow the scope, a page looks at no more of the log than this. */
const LONGEST = 10_000

/** Events after an id, oldest first, within a scope that is applied in the query. */
export function eventFeed(database: Database) {
  const last = database.prepare<[], { id: number | null }>('select max(id) as id from event')
  const list = database.prepare<unknown[], EventRow>(
    `with recursive ${subtree('within', '@within')}
     select event.* from event
     left join agency on agency.id = event.agency
     where event.id > @after and event.id <= @upTo
       and (@among is null or event.agency in (select value from json_each(@among)))
       and (@within is null or agency.region in (select code from within)
         or event.action = 'put-agency' and exists (select 1 from agency_history as was
           where was.id = event.agency and was.region in (select code from within)))
       and (@only is null or event.action in (select value from json_each(@only)))
       and (@but is null or event.action not in (select value from json_each(@but)))
     order by event.id limit @limit`,
  )
  const json = (values: readonly string[] | null) => values && JSON.stringify(values)

  return async (
    { among, within, only, but }: EventScope,
    after: number,
    limit: number,
  ): Promise<Stretch> => {
    const end = last.get()?.id ?? 0
    const upTo = Math.min(end, after + LONGEST)
    const rows = list.all({
      among: json(among),
      within,
      only: json(only),
      but: json(but),
      after,
      upTo,
      limit,
    })
    const full = rows.length === limit
    const at = full ? (rows.at(-1)?.id ?? after) : Math.max(after, upTo)
    return { events: rows.map(eventFrom), after: at, more: at < end }
  }
}
