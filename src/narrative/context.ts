import type { Report } from '../reports/report.ts'
import type { Filer, Names } from './names.ts'

/** What is known beside the report itself. */
export interface ClaimContext {
  readonly year: number
  readonly filer?: Filer
  /** The same agency's report of the year before, where one stands. */
  readonly lastYear?: Report
}

/** The same, with what every family of claims needs. */
export interface Setting extends ClaimContext {
  readonly report: Report
  readonly names: Names
}
