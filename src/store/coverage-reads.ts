import type { Kind } from './agency-store.ts'
import type { Database } from './open.ts'
import { subtree } from './subtree.ts'

/** Where a filer is on its way to a filed report; the first four are why one is missing. */
export const filerStatuses = [
  'notStarted',
  'draft',
  'returned',
  'exempt',
  'submitted',
  'accepted',
  'published',
] as const
export type FilerStatus = (typeof filerStatuses)[number]

export interface CoverageQuery {
  readonly region: string
  readonly year: number
  readonly kind: string | null
}

/** How many filers are where, and how many of their filings were late. */
export interface StatusCount {
  readonly status: FilerStatus
  readonly filers: number
  readonly late: number
}

export interface FilerList extends CoverageQuery {
  readonly statuses: readonly FilerStatus[]
  readonly lateOnly: boolean
  readonly after: string
  readonly limit: number
}

/** A filer and what became of its report. */
export interface CoveredFiler {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly region: string
  readonly status: FilerStatus
  readonly late: boolean
  readonly submittedAt: string | null
}

/**
 * The filers of a region's subtree for a year. A report that stands is filed, whatever is being
 * done to it; an exempt filer that files is no longer counted as exempt.
 */
const FILERS = `
  with recursive ${subtree('below', '@region')},
  filer as (
    select agency.* from agency
    where region in (select code from below) and (@kind is null or kind = @kind)
      and coalesce(valid_from, 0) <= @year and coalesce(valid_to, 9999) >= @year),
  covered as (
    select filer.id, filer.name, filer.kind, filer.region, report.late, report.submitted_at,
      case
        when report.published is not null then 'published'
        when report.accepted is not null then 'accepted'
        when report.submitted is not null then 'submitted'
        when exists (select 1 from exemption
          where agency = filer.id and year = @year and until is null) then 'exempt'
        when report.state = 'returned' then 'returned'
        when report.state in ('draft', 'submitted') then 'draft'
        else 'notStarted'
      end as status
    from filer
    left join report on report.agency = filer.id and report.year = @year)`

/** Counts them by status. */
export const countFilers = (database: Database, query: CoverageQuery): StatusCount[] =>
  database
    .prepare<[CoverageQuery], StatusCount>(
      `${FILERS} select status, count(*) as filers, total(late) as late from covered group by status`,
    )
    .all(query)

/** Lists them by id, after one. */
export function listFilers(database: Database, query: FilerList): CoveredFiler[] {
  const { statuses, lateOnly, ...rest } = query
  const rows = database
    .prepare<[object], Omit<CoveredFiler, 'late'> & { late: number | null }>(
      `${FILERS} select id, name, kind, region, status, late, submitted_at as submittedAt
       from covered
       where id > @after and status in (select value from json_each(@statuses))
         and (@lateOnly = 0 or late = 1)
       order by id limit @limit`,
    )
    .all({ ...rest, statuses: JSON.stringify(statuses), lateOnly: lateOnly ? 1 : 0 })
  return rows.map((row) => ({ ...row, late: row.late === 1 }))
}
