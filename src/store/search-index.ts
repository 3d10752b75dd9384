import { formatOf } from '../formats/index.ts'
import { narrativePairs } from '../reports/bigrams.ts'
import { beside } from './beside.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import { agencyWord, firstOf, regionWord } from './search-words.ts'
import { type Told, untold } from './watched.ts'
import type { Write } from './writer.ts'

/** How far the index is behind: changes it has not seen, and when the first of them was made. */
export interface SearchLag {
  readonly changes: number
  readonly since: string | null
}

interface Report {
  readonly id: number
  readonly agency: string
  readonly year: number
}

interface Document {
  readonly id: number
  readonly revision: number
  readonly region: string
}

/** At most so many changes, and about so many narratives, in one transaction. */
interface Step {
  readonly changes: number
  readonly narratives: number
}

/** Some two milliseconds: a request that comes meanwhile waits no longer. */
const SMALL: Step = { changes: 64, narratives: 4 }
const LARGE: Step = { changes: 1000, narratives: 200 }

/**
 * Keeps the index of narratives up with the log of events, apart from the changes themselves: the
 * log is the outbox. What a report should have in the index is read from the record each time, so
 * that an event may be followed twice; how far it was followed is kept in the same transaction.
 */
export function searchIndex(
  database: Database,
  { write, register }: { write: Write; register: Pick<RegisterStore, 'findAgency'> },
) {
  const position = database
    .prepare<[], number>("select event from followed where name = 'search'")
    .pluck()
  const follow = database.prepare(
    `insert into followed (name, event) values ('search', ?)
     on conflict do update set event = excluded.event`,
  )
  const head = database.prepare<[], number | null>('select max(id) from event').pluck()
  const dated = database.prepare<[number], string>('select at from event where id = ?').pluck()
  const events = database.prepare<[number, number], Omit<Report, 'year'> & { year: number | null }>(
    'select id, agency, year from event where id > ? order by id limit ?',
  )
  const reports = database.prepare<[string, number | null, number | null], Report>(
    'select id, agency, year from report where agency = ? and (? is null or year = ?)',
  )
  const documents = database.prepare<[number], Document>(
    'select id, revision, region from search_document where report = ? order by id',
  )
  const wanted = database.prepare<[{ report: number }], number>(WANTED).pluck()
  const body = database.prepare<[number, number], { format: string; body: Buffer }>(
    'select format, body from revision where report = ? and number = ?',
  )
  const list = database.prepare(
    'insert into search_document (id, report, revision, region) values (?, ?, ?, ?)',
  )
  const unlist = database.prepare('delete from search_document where id = ?')
  const add = database.prepare('insert into search (rowid, text, place) values (?, ?, ?)')
  const drop = database.prepare('delete from search where rowid = ?')

  /** Makes the index hold of a report what it should; answers how many narratives that took. */
  function take({ id, agency, year }: Report): number {
    const region = register.findAgency(agency)?.region ?? ''
    const missing = new Set(wanted.all({ report: id }))
    const taken = new Set<number>()
    for (const document of documents.all(id)) {
      if (document.region === region && missing.delete(document.revision)) taken.add(document.id)
      else {
        drop.run(document.id)
        unlist.run(document.id)
      }
    }
    let next = firstOf(year, id)
    for (const revision of missing) {
      while (taken.has(next)) next++
      taken.add(next)
      const filed = body.get(id, revision)
      const format = formatOf(filed?.format ?? '')
      if (filed === undefined || format === undefined) throw new Error('A revision cannot be read')
      const place = `${regionWord(region)} ${agencyWord(agency)}`
      add.run(next, narrativePairs(format, filed.body), place)
      list.run(next, id, revision, region)
    }
    return missing.size
  }

  /** Follows the log for a while; false when there is nothing to follow. */
  async function catchUp(step: Step = SMALL): Promise<boolean> {
    if ((head.get() ?? 0) <= (position.get() ?? 0)) return false
    await beside.apart(() =>
      write(() => {
        let last = position.get() ?? 0
        let taken = 0
        for (const event of events.all(last, step.changes)) {
          if (event.agency !== null) {
            for (const report of reports.all(event.agency, event.year, event.year)) {
              taken += take(report)
            }
          }
          last = event.id
          if (taken >= step.narratives) break
        }
        follow.run(last)
      }),
    )
    return true
  }

  return {
    catchUp,

    /** Empties the index and follows the log from its beginning; how many narratives it then has. */
    async rebuild(told: Told = untold): Promise<number> {
      await write(() => {
        database.exec(
          `insert into search (search) values ('delete-all'); delete from search_document`,
        )
        follow.run(0)
      })
      const last = head.get() ?? 0
      while (await catchUp(LARGE))
        told('events followed by the search index', position.get() ?? 0, last)
      return database
        .prepare<[], number>('select count(*) from search_document')
        .pluck()
        .get() as number
    },

    lag(): SearchLag {
      const at = position.get() ?? 0
      const changes = Math.max(0, (head.get() ?? 0) - at)
      return { changes, since: changes === 0 ? null : (dated.get(at + 1) ?? null) }
    },
  }
}

/** Which revisions of a report are to be found: the newest, and those that stand. */
export const WANTED = `
  select revision from report where id = @report and state <> 'discarded'
  union select revision from standing where report = @report and until is null`
