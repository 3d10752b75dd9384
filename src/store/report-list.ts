import { HEAD, type Head, type HeadRow, headFrom, type State } from './head.ts'
import type { Database } from './open.ts'

/** Which reports a list holds; null is no limit. */
export interface ReportFilter {
  readonly region: string | null
  readonly agency: string | null
  readonly kind: string | null
  readonly year: number | null
  readonly state: State | null
  readonly format: string | null
  /** The caller's own limits, applied in the query. */
  readonly among: readonly string[] | null
  readonly within: string | null
  readonly publishedOnly: boolean
}

/** Lists reports: newest year first, then by agency, after a place in that order. */
export function reportList(database: Database) {
  const list = database.prepare<unknown[], HeadRow>(
    `with recursive
       below (code) as (
         select @region union select region.code from region join below on region.parent = below.code),
       within (code) as (
         select @within union select region.code from region join within on region.parent = within.code)
     ${HEAD}
     join agency on agency.id = report.agency
     where report.state <> 'discarded'
       and (report.year < @beforeYear or (report.year = @beforeYear and report.agency > @afterAgency))
       and (@agency is null or report.agency = @agency)
       and (@year is null or report.year = @year)
       and (@state is null or iif(@publishedOnly, 'published', report.state) = @state)
       and (@format is null or @format = iif(@publishedOnly, (
         select seen.format from standing join revision as seen
           on seen.report = standing.report and seen.number = standing.revision
         where standing.report = report.id and basis = 'published' and until is null), revision.format))
       and (@kind is null or agency.kind = @kind)
       and (@region is null or agency.region in (select code from below))
       and (@within is null or agency.region in (select code from within))
       and (@among is null or report.agency in (select value from json_each(@among)))
       and (@publishedOnly = 0 or exists (
         select 1 from standing where report = report.id and basis = 'published' and until is null))
     order by report.year desc, report.agency limit @limit`,
  )

  return (filter: ReportFilter, after: { year: number; agency: string }, limit: number): Head[] => {
    const rows = list.all({
      ...filter,
      among: filter.among === null ? null : JSON.stringify(filter.among),
      publishedOnly: filter.publishedOnly ? 1 : 0,
      beforeYear: after.year,
      afterAgency: after.agency,
      limit,
    })
    return rows.map(headFrom)
  }
}
