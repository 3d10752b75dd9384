import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import {
  conditionsOf,
  parametersOf,
  type ReportFilter,
  type Scope,
  scopeOf,
} from './report-filter.ts'
import type { Hit, HitPage } from './report-list.ts'
import { agencyWord, firstOf, matchOf, regionWord, startOf } from './search-words.ts'
import { statements } from './statements.ts'

/** Milliseconds after which a page ends, full or not, once it has read so many stretches. */
const LONGEST = 2
const LEAST = 8
/** Milliseconds within which a stretch of the index is read easily. */
const EASY = 0.3
/** How many ids are looked at in one go, at first; the stretch grows while that is easy. */
const FIRST = 1024
const GROWTH = 8
/** A scope of so many places is part of the question to the index; a wider one is seldom missed. */
const MOST_PLACES = 64

/**
 * Searches narratives for phrases: newest year first, then the newest report. The index is read in
 * the order of its ids, a stretch at a time, and what it gives must pass the filter: the revision
 * that is looked at, and whatever the caller may not see. A page that finds little ends early.
 */
export function reportSearch(database: Database, register: Pick<RegisterStore, 'isWithin'>) {
  const prepared = statements(database)
  const below = database.prepare<[string], { code: string }>(
    `with recursive below (code) as (
       select ? union select region.code from region join below on region.parent = below.code)
     select code from below limit ${MOST_PLACES + 1}`,
  )
  const highest = database
    .prepare<[number], number | null>('select max(id) from search_document where id < ?')
    .pluck()

  /** The words of the places to look in; none where there are many or all. */
  function placesOf({ region, agencies }: Scope): string[] {
    const words =
      agencies !== null
        ? agencies.map(agencyWord)
        : region !== null
          ? below.all(region).map(({ code }) => regionWord(code))
          : []
    return words.length > MOST_PLACES ? [] : words
  }

  return (
    filter: ReportFilter,
    phrases: readonly string[],
    after: number | undefined,
    limit: number,
  ): HitPage<number> => {
    const scope = scopeOf(register, filter)
    if (scope === undefined || scope.agencies?.length === 0) return { hits: [], next: null }
    const { seen, joins, where } = conditionsOf(filter, scope)
    const page = prepared<Hit & { document: number }>(
      `select search.rowid as document, report.id, report.agency, report.year, ${seen} as revision
       from search
       cross join search_document as held on held.id = search.rowid
       cross join report on report.id = held.report ${joins}
       where search match @match and search.rowid < @before and search.rowid >= @floor
         and held.revision = ${seen} and ${where}
       order by search.rowid desc limit @limit`,
    )
    const given = { ...parametersOf(filter, scope), match: matchOf(phrases, placesOf(scope)) }
    const bottom = filter.year === null ? 0 : firstOf(filter.year, 0)
    const top = firstOf((filter.year ?? 2999) + 1, 0)
    const hits: (Hit & { document: number })[] = []
    const began = performance.now()
    let before = after ?? top
    let now = began
    for (let span = FIRST, read = 1; before > bottom; read++) {
      const floor = Math.max(bottom, before - span)
      hits.push(...page.all({ ...given, before, floor, limit: limit + 1 - hits.length }))
      const final = hits[limit - 1]
      if (hits.length > limit && final !== undefined) {
        return { hits: hits.slice(0, limit), next: startOf(final.document) }
      }
      const left = highest.get(floor) ?? -1
      if (left < bottom) break
      before = left + 1
      const then = performance.now()
      if (read >= LEAST && then - began > LONGEST) return { hits, next: before }
      if (then - now < EASY) span *= GROWTH
      now = then
    }
    return { hits, next: null }
  }
}
