import type { Cell } from '../formats/cells.ts'
import type { Oddity } from '../reports/oddity.ts'
import type { Place } from '../reports/place.ts'
import type { Report } from '../reports/report.ts'
import type { Suspect } from '../reports/suspect.ts'
import type { Text } from '../reports/text.ts'

/**
 * The contract of a rule. A rule names one kind of defect, lives in one file with its data, and
 * is a pure generator over a subject: it looks nothing up, knows no clock, and never throws for a
 * bad report. Where it needs last year's report, the register or the calendar, the subject
 * carries them, and a rule whose needs are not met yields nothing but says `notAssessable`
 * where a cell it needs is not stated.
 */

/** 强制: blocks submission. 核实: needs an explanation. 提示: for information. */
export type Severity = 'error' | 'warning' | 'info'

/** What the register knows of the filer. */
export interface Filer {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly ruleMaking: boolean
}

/** Everything a rule may look at. */
export interface Subject {
  readonly report: Report
  readonly year: number
  readonly filer?: Filer
  /** The same agency's report of the year before, where one stands. */
  readonly lastYear?: Report
  /** What the document's reader noticed; absent for a report sent as JSON. */
  readonly oddities?: readonly Oddity[]
}

/** What a rule yields; `message` picks one of the rule's messages, `values` fill its `{names}`. */
export interface Defect {
  readonly message?: string
  readonly at: readonly Place[]
  readonly values?: Readonly<Record<string, string | number>>
  readonly left?: number
  readonly right?: number
  readonly quote?: string
  readonly suspects?: readonly Suspect[]
  /** The relation holds cells that are not stated: neither a pass nor a breach. */
  readonly notAssessable?: true
  /** Overrides the rule's severity where one check id is graver than its siblings. */
  readonly severity?: Severity
}

export interface Rule {
  /** Names the defect; never reused. */
  readonly id: string
  /** The check ids of DOMAIN §4 that it covers. */
  readonly aliases: readonly string[]
  readonly severity: Severity
  readonly title: Text
  readonly why: Text
  readonly remedy: Text
  /** The provision it rests on. */
  readonly basis: string
  readonly formula: string
  /** Templates by name; `{left}` and the like are filled from the defect's values. */
  readonly messages: Readonly<Record<string, Text>>
  readonly check: (subject: Subject) => Iterable<Defect>
}

/** How a cell is called to an official: 表三 "（一）予以公开" 自然人. */
export const labelOf = (cell: Cell): string =>
  [...cell.rowLabels.slice(-1), ...cell.columnLabels.slice(-1)].join(' / ')
