import { teachCells } from './cell-function.ts'
import type { Database } from './open.ts'
import { conditionsOf, parametersOf, type ReportFilter, type Scope } from './report-filter.ts'
import type { Hit, HitPage } from './report-list.ts'
import { agencyWord, endOf, firstOf, matchOf, regionWord } from './search-words.ts'
import { subtree } from './subtree.ts'

export interface SearchQuery {
  readonly filter: ReportFilter
  readonly scope: Scope
  /** All of them are to stand in the narrative. */
  readonly phrases: readonly string[]
  /** Goes on below this id; null at the beginning. */
  readonly before: number | null
  readonly limit: number
}

/** Milliseconds after which a page ends, full or not, once so many narratives held the phrases. */
const LONGEST = 20
const LEAST = 1000
/** A scope of so many places is part of the question to the index; a wider one is seldom missed. */
const MOST_PLACES = 64

/**
 * Searches narratives: newest year first, then the newest report. The index is read in the order of
 * its ids, and what it gives must pass the filter: the revision that is looked at, and the limits of
 * the caller. Runs on a thread of its own, as a phrase made for it can keep the index long.
 */
export function searchReports(database: Database, query: SearchQuery): HitPage<number> {
  const { filter, scope, phrases, before, limit } = query
  teachCells(database)
  const { seen, joins, where } = conditionsOf(filter, scope)
  const found = database.prepare<[object], Hit & { document: number; passes: number }>(
    `select search.rowid as document, report.id, ${seen} as revision,
       held.revision = ${seen} and ${where} as passes
     from search
     cross join search_document as held on held.id = search.rowid
     cross join report on report.id = held.report ${joins}
     where search match @match and search.rowid < @before and search.rowid >= @floor
     order by search.rowid desc`,
  )
  const asked = {
    ...parametersOf(filter, scope),
    match: matchOf(phrases, placesOf(database, scope)),
    before: before ?? firstOf((filter.year ?? 2999) + 1, 0),
    floor: filter.year === null ? 0 : firstOf(filter.year, 0),
  }
  const hits: Hit[] = []
  const began = performance.now()
  let read = 0
  for (const { document, passes, ...hit } of found.iterate(asked)) {
    const late = ++read > LEAST && performance.now() - began > LONGEST
    if (late || (passes === 1 && hits.length === limit)) return { hits, next: endOf(document) }
    if (passes === 1) hits.push(hit)
  }
  return { hits, next: null }
}

/** The words of the places to look in; none where there are many or all. */
function placesOf(database: Database, { region, agencies }: Scope): string[] {
  if (agencies !== null) return agencies.length > MOST_PLACES ? [] : agencies.map(agencyWord)
  if (region === null) return []
  const codes = database
    .prepare<[string], string>(
      `with recursive ${subtree('below', '?')} select code from below limit ${MOST_PLACES + 1}`,
    )
    .pluck()
    .all(region)
  return codes.length > MOST_PLACES ? [] : codes.map(regionWord)
}
