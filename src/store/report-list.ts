import { teachCells } from './cell-function.ts'
import type { Database } from './open.ts'
import type { RegisterStore } from './register-store.ts'
import {
  conditionsOf,
  parametersOf,
  type ReportFilter,
  type Scope,
  scopeOf,
} from './report-filter.ts'
import { statements } from './statements.ts'

/** A place in a list: the reports after an agency in a year. */
export interface Place {
  readonly year: number
  readonly agency: string
}

/** A report of a list by its id, and the revision of it that is looked at. */
export interface Hit {
  readonly id: number
  readonly revision: number
}

/** A page of hits, and where the next one begins; null when there is no more. */
export interface HitPage<At> {
  readonly hits: readonly Hit[]
  readonly next: At | null
}

/** Milliseconds after which a page ends, full or not, once it has looked at `FIRST` candidates. */
const LONGEST = 0.7
/** So many candidates are looked at in one go: at first, and later on at least and at most. */
const FIRST = 64
const LEAST = 16
const MOST = 512

/**
 * Lists reports year by year, then by agency, after a place in that order. Candidates are read by an
 * index in the order of the list, a window at a time, and the filter is put to each: a page that
 * finds little ends early and says where to go on, so that no question takes long.
 */
export function reportList(database: Database, register: Pick<RegisterStore, 'isWithin'>) {
  const prepared = statements(database)
  const years = {
    '-year': database
      .prepare<[number], number | null>('select max(year) from report where year < ?')
      .pluck(),
    year: database
      .prepare<[number], number | null>('select min(year) from report where year > ?')
      .pluck(),
  }
  teachCells(database)

  return (
    filter: ReportFilter,
    sort: keyof typeof years,
    after: Place | undefined,
    limit: number,
  ): HitPage<Place> => {
    const scope = scopeOf(register, filter)
    if (scope === undefined) return { hits: [], next: null }
    const { seen, joins, where } = conditionsOf(filter, scope)
    const inOrder = candidatesOf(scope)
    const page = prepared<Hit & Place>(
      `with candidate (agency) as materialized (${inOrder} order by 1 limit @window)
       select report.id, report.agency, report.year, ${seen} as revision
       from candidate
       cross join report on report.agency = candidate.agency and report.year = @year ${joins}
       where ${where} order by candidate.agency limit @limit`,
    )
    const passed = prepared<{ candidates: number; last: string | null }>(
      `select count(*) as candidates, max(agency) as last
       from (${inOrder} order by 1 limit @window)`,
    )
    const follow = (year: number) =>
      filter.year === null ? (years[sort].get(year) ?? undefined) : undefined

    const given = parametersOf(filter, scope)
    const hits: (Hit & Place)[] = []
    const began = performance.now()
    const spent = () => performance.now() - began
    let year = after?.year ?? filter.year ?? follow(sort === 'year' ? 0 : 9999)
    let agency = after?.agency ?? ''
    let looked = 0
    for (let window = FIRST; year !== undefined; window = nextWindow(looked, spent())) {
      const at = { after: agency, window, ...given, year }
      hits.push(...page.all({ limit: limit + 1 - hits.length, ...at }))
      const final = hits[limit - 1]
      if (hits.length > limit && final !== undefined) {
        return { hits: hits.slice(0, limit), next: { year: final.year, agency: final.agency } }
      }
      const { candidates = 0, last = null } = passed.get(at) ?? {}
      const isThrough = candidates < window
      if (isThrough) year = follow(year)
      agency = isThrough ? '' : (last ?? '')
      looked += candidates
      if (year !== undefined && looked >= FIRST && spent() > LONGEST) {
        return { hits, next: { year, agency } }
      }
    }
    return { hits, next: null }
  }
}

/** As many as there is time for, going by what those before took. */
function nextWindow(looked: number, spent: number): number {
  const affordable = (looked / spent) * (LONGEST - spent)
  return Math.round(Math.min(Math.max(affordable, LEAST), MOST))
}

/** Whose reports of @year come after @after, in their order. */
function candidatesOf({ region, agencies }: Scope): string {
  if (agencies !== null)
    return 'select value as agency from json_each(@agencies) where value > @after'
  if (region !== null) {
    return 'select agency from region_agency where region = @region and agency > @after'
  }
  return 'select agency from report where year = @year and agency > @after'
}
