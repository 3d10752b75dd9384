import type { CellTest } from '../reports/cell-test.ts'
import type { State } from './head.ts'
import type { RegisterStore } from './register-store.ts'
import type { Basis } from './standing.ts'

const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** Which reports a list holds; null is no limit. */
export interface ReportFilter {
  readonly region: string | null
  /** One of these, as in `kind` and `state`. */
  readonly agency: readonly string[] | null
  readonly kind: readonly string[] | null
  readonly year: number | null
  readonly state: readonly State[] | null
  /** Which revision is looked at: the one that stands on a basis, or the newest (null). */
  readonly basis: Basis | null
  readonly format: string | null
  /** Has findings of this severity. */
  readonly severity: Severity | null
  /** All of these hold. */
  readonly cells: readonly CellTest[]
  /** The caller's own limits, applied in the query. */
  readonly among: readonly string[] | null
  readonly within: string | null
}

/** Whose reports are to be read: a region's, some agencies', or everybody's. */
export interface Scope {
  readonly region: string | null
  readonly agencies: readonly string[] | null
}

/** The narrowest scope that a filter and its caller's limits allow; undefined when there is none. */
export function scopeOf(
  { isWithin }: Pick<RegisterStore, 'isWithin'>,
  { region, within, agency, among }: ReportFilter,
): Scope | undefined {
  const agencies = agency === null ? among : agency.filter((one) => among?.includes(one) ?? true)
  if (agencies?.length === 0) return undefined
  if (region === null || within === null) return { region: region ?? within, agencies }
  if (isWithin(region, within)) return { region, agencies }
  return isWithin(within, region) ? { region: within, agencies } : undefined
}

const COUNTED = { error: 'errors', warning: 'warnings', info: 'infos' } as const

/**
 * A filter in SQL, `report` being at hand: what is joined to it, and what must hold besides; `seen`
 * is the revision that is looked at. Its parameters are `parametersOf`; @region and @agencies are
 * those of the scope. Everything is joined to the left, so that a candidate is counted as one even
 * where it lacks what is asked for.
 */
export function conditionsOf(
  { kind, year, state, basis, format, severity, cells }: ReportFilter,
  { region, agencies }: Scope,
): { readonly seen: string; readonly joins: string; readonly where: string } {
  const seen = basis === null ? 'report.revision' : `report.${basis}`
  // The row of a report repeats the format and the findings of its newest revision only.
  const looks = cells.length > 0 || (basis !== null && format !== null)
  const reads = basis !== null && severity !== null
  const joins = [
    ...(kind === null ? [] : ['left join agency on agency.id = report.agency']),
    ...(looks
      ? [
          // The index has all that is looked at; beside it in the table lies the body.
          `left join revision as seen indexed by revision_cells
             on seen.report = report.id and seen.number = ${seen}`,
        ]
      : []),
    ...(reads
      ? [`left join finding as said on said.report = report.id and said.revision = ${seen}`]
      : []),
  ]
  const where = [
    "report.state <> 'discarded'",
    ...(kind === null ? [] : [anyOf('agency.kind', 'kind', kind)]),
    ...(year === null ? [] : ['report.year = @year']),
    ...(state === null ? [] : [anyOf('report.state', 'state', state)]),
    ...(basis === null ? [] : [`report.${basis} is not null`]),
    ...(format === null ? [] : [`${looks ? 'seen' : 'report'}.format = @format`]),
    ...(severity === null ? [] : [`${reads ? 'said' : 'report'}.${COUNTED[severity]} > 0`]),
    ...(region === null ? [] : [IN_REGION]),
    ...(agencies === null ? [] : ['report.agency in (select value from json_each(@agencies))']),
    ...(cells.length === 0 ? [] : ['cells_are(seen.format, hex(seen.cells), @cells)']),
  ]
  return { seen, joins: joins.join(' '), where: where.join(' and ') }
}

const IN_REGION = `exists (select 1 from region_agency
  where region_agency.region = @region and region_agency.agency = report.agency)`

/** `kind0`, `kind1` and so on; there are as many texts of a statement as there may be values. */
const anyOf = (column: string, name: string, values: readonly string[]): string =>
  `${column} in (${values.map((_, i) => `@${name}${i}`).join(', ')})`

const each = (name: string, values: readonly string[] | null) =>
  Object.fromEntries((values ?? []).map((value, i) => [`${name}${i}`, value]))

export const parametersOf = (
  { kind, year, state, format, cells }: ReportFilter,
  { region, agencies }: Scope,
) => ({
  ...each('kind', kind),
  ...each('state', state),
  year,
  format,
  cells: JSON.stringify(cells),
  region,
  agencies: agencies === null ? null : JSON.stringify(agencies),
})
