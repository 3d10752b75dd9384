/**
 * Who counts in the subtree of @region, as the register was at @at: `filer`, an agency each, with
 * `child`, the region right below the one asked for that it belongs to (null for its own).
 */
export const FILERS_AT = `below (code, child) as (
    select @region, null
    union
    select region.code, coalesce(below.child, region.code) from below
    join region_history as region on region.parent = below.code
      and region.since <= @at and (region.until is null or region.until > @at)),
  filer as (
    select agency.*, below.child from below
    join agency_history as agency on agency.region = below.code
      and agency.since <= @at and (agency.until is null or agency.until > @at)
    where agency.counts = 1)`

/** Reports with the revision that stood on @basis at @at. */
export const STOOD_AT = `report
  join standing on standing.report = report.id and standing.basis = @basis
    and standing.since <= @at and (standing.until is null or standing.until > @at)
  join revision on revision.report = report.id and revision.number = standing.revision`

/**
 * The same beside every filer, whether it has a report or not: `number` is null where none stood.
 * Written join by join, as SQLite would make a table of all reports first of a join in brackets.
 */
export const STOOD_OR_NOT = `
  left join report on report.agency = filer.id and report.year between @from and @to
  left join standing on standing.report = report.id and standing.basis = @basis
    and standing.since <= @at and (standing.until is null or standing.until > @at)
  left join revision on revision.report = report.id and revision.number = standing.revision`
