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
 * The reports of every `filer` with the revision that stood: `cross` for those that have one, `left`
 * for all, `number` being null where none stood. Joined one by one in this order: left to itself, or
 * with a join in brackets, SQLite goes through all the reports there are.
 */
export const stoodBeside = (join: 'cross' | 'left'): string => `
  ${join} join report on report.agency = filer.id and report.year between @from and @to
  ${join} join standing on standing.report = report.id and standing.basis = @basis
    and standing.since <= @at and (standing.until is null or standing.until > @at)
  ${join} join revision on revision.report = report.id and revision.number = standing.revision`
