import { HEAD, type Head, type HeadRow, headFrom } from './head.ts'
import type { Ledger } from './ledger.ts'
import type { Database } from './open.ts'
import { type ReportFilter, scopeOf } from './report-filter.ts'
import { type HitPage, type Place, reportList } from './report-list.ts'

export type { Place } from './report-list.ts'

/** A page of a list: reports, the revision of each that is looked at, and where to go on. */
export interface HeadPage<At> {
  readonly found: readonly { readonly head: Head; readonly revision: number }[]
  readonly next: At | null
}

/** Reports by the page, listed or searched. */
export function reportPages(
  database: Database,
  { register, searcher }: Pick<Ledger, 'register' | 'searcher'>,
) {
  const list = reportList(database, register)
  const heads = database
    .prepare<[string], HeadRow>(
      `select ${HEAD} from json_each(?) cross join report on report.id = value
       where state <> 'discarded'`,
    )
    .raw()

  /** All heads of a page at once; what was discarded meanwhile is left out. */
  function headsOf<At>({ hits, next }: HitPage<At>): HeadPage<At> {
    const rows = heads.all(JSON.stringify(hits.map(({ id }) => id)))
    const known = new Map(rows.map((row) => [row[0], headFrom(row)]))
    const found = hits.flatMap(({ id, revision }) => {
      const head = known.get(id)
      return head === undefined ? [] : [{ head, revision }]
    })
    return { found, next }
  }

  return {
    list: async (
      filter: ReportFilter,
      sort: '-year' | 'year',
      after: Place | undefined,
      limit: number,
    ): Promise<HeadPage<Place>> => headsOf(list(filter, sort, after, limit)),

    /** Reports whose narrative holds every phrase, newest year first. */
    async search(
      filter: ReportFilter,
      phrases: readonly string[],
      before: number | null,
      limit: number,
    ): Promise<HeadPage<number>> {
      const scope = scopeOf(register, filter)
      if (scope === undefined || scope.agencies?.length === 0) return { found: [], next: null }
      const query = { filter, scope, phrases, before, limit }
      return headsOf(await searcher.read('searchReports', query))
    },
  }
}
