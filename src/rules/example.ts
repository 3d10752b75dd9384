import { formatDueFor, formatOf } from '../formats/index.ts'
import { type Changes, changed } from '../reports/changed.ts'
import { nilReport } from '../reports/nil-report.ts'
import type { Report } from '../reports/report.ts'
import { type Author, sentenceIndexOf } from '../reports/sentence-index.ts'
import type { Filer, Subject } from './rule.ts'

/**
 * A subject said briefly: what differs from the report of an agency that had nothing to count.
 * Plain JSON, so that the API can show it and anybody can try it.
 */
export interface Example extends Omit<Subject, Reports | 'year' | 'filer'> {
  /** The year checked: 2024 unless told otherwise. */
  readonly year?: number
  /** The version of the form used: the one due unless told otherwise. */
  readonly format?: string
  readonly filer?: Partial<Filer>
  readonly report?: Changes
  /** Last year's report; absent when there is none. */
  readonly lastYear?: Changes
  readonly predecessors?: readonly Changes[]
  readonly heirs?: readonly Changes[]
  readonly sisters?: readonly (Author & { readonly report: Changes })[]
  readonly members?: readonly (Author & { readonly report?: Changes })[]
}
type Reports = 'report' | 'lastYear' | 'predecessors' | 'heirs' | 'sisters' | 'members'

export const exampleFiler: Filer = {
  id: 'statistics-bureau',
  name: '临川市统计局',
  aliases: [],
  kind: 'department',
  ruleMaking: false,
}

export function subjectOf(example: Example): Subject {
  const {
    year = 2024,
    format,
    report,
    lastYear,
    filer,
    predecessors,
    heirs,
    sisters,
    members,
    ...more
  } = example
  const agency: Filer = { ...exampleFiler, ...filer }
  const of = (changes: Changes, on = year, name = agency.name) =>
    reportOf(name, on, undefined, changes)
  return {
    ...more,
    report: reportOf(agency.name, year, format, report),
    year,
    filer: agency,
    ...(lastYear && { lastYear: of(lastYear, year - 1) }),
    ...(predecessors && { predecessors: predecessors.map((its) => of(its, year - 1)) }),
    ...(heirs && { heirs: heirs.map((its) => of(its)) }),
    ...(sisters && {
      sisters: sentenceIndexOf(
        sisters.map((its) => ({ ...its, report: of(its.report, year, its.name) })),
      ),
    }),
    ...(members && {
      members: members.map(({ report, ...its }) => ({
        ...its,
        ...(report && { report: of(report, year, its.name) }),
      })),
    }),
  }
}

function reportOf(agency: string, year: number, version?: string, changes: Changes = {}): Report {
  const format = version === undefined ? formatDueFor(year) : formatOf(version)
  if (format === undefined) throw new Error(`No format ${version ?? `for ${year}`}`)
  return changed(nilReport(format, agency, year), changes)
}
