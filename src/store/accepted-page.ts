import type { Database } from './open.ts'
import { subtree } from './subtree.ts'

/** Which accepted reports: of a region's subtree, or everywhere; years inclusive. */
export interface AcceptedQuery {
  readonly region: string | null
  readonly from: number
  readonly to: number
}

/** Where a walk over them is: behind this agency's year. */
export interface Place {
  readonly agency: string
  readonly year: number
}

export interface AcceptedReport extends Place {
  readonly report: number
  readonly revision: number
}

const ACCEPTED = `
  from agency
  join report on report.agency = agency.id and report.year between @from and @to
    and report.accepted is not null
  where (@region is null or agency.region in (
    with recursive ${subtree('below', '@region')} select code from below))`

/** How many reports stand accepted. */
export const countAccepted = (database: Database, query: AcceptedQuery): number =>
  database.prepare<[object], { count: number }>(`select count(*) as count ${ACCEPTED}`).get(query)
    ?.count ?? 0

/** Some of them, by agency and year, behind a place. */
export const acceptedPage = (
  database: Database,
  { after, limit, ...query }: AcceptedQuery & { readonly after: Place; readonly limit: number },
): AcceptedReport[] =>
  database
    .prepare<[object], AcceptedReport>(
      `select report.id as report, report.agency, report.year, report.accepted as revision ${ACCEPTED}
         and (agency.id > @agency or (agency.id = @agency and report.year > @year))
       order by agency.id, report.year limit @limit`,
    )
    .all({ ...query, ...after, limit })
