import type { Pair } from '../reports/likeness.ts'
import type { Oddity } from '../reports/oddity.ts'
import type { Peers } from '../reports/peers.ts'
import type { Place } from '../reports/place.ts'
import type { Report } from '../reports/report.ts'
import type { SentenceIndex } from '../reports/sentence-index.ts'
import type { Suspect } from '../reports/suspect.ts'
import type { Text } from '../reports/text.ts'
import type { Example } from './example.ts'

/**
 * The contract of a rule. A rule names one kind of defect, lives in one file with its data, and
 * is a pure generator over a subject: it looks nothing up, knows no clock, and never throws for a
 * bad report. Where it needs last year's report, the register or the calendar, the subject
 * carries them, and a rule whose needs are not met yields nothing. Where a cell it needs is not
 * stated it yields one `notAssessable` defect for the table or family of relations: no rule
 * passes over a blank in silence, and none floods a blank report.
 */

/** 强制: blocks submission. 核实: needs an explanation. 提示: for information. */
export type Severity = 'error' | 'warning' | 'info'

/** The order of the catalogue: can it be read, does it add up, can it be true. */
export type Stage = 'syntactical' | 'arithmetic' | 'quality'

/** What the register knows of the filer. */
export interface Filer {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly ruleMaking: boolean
}

/** What the filing calendar and the report's own life say; days as `YYYY-MM-DD`, local time. */
export interface Filing {
  readonly due?: string
  readonly submitted?: string
  readonly published?: string
}

/** An agency of a roll-up; without a report when it has not filed one. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly report?: Report
}

/** Everything a rule may look at. */
export interface Subject {
  readonly report: Report
  readonly year: number
  readonly filer?: Filer
  /** The same agency's report of the year before, where one stands. */
  readonly lastYear?: Report
  /** Last year's reports of agencies since merged into this one: what they carried out comes here. */
  readonly predecessors?: readonly Report[]
  /** Reports of this year by the other agencies among which a predecessor was divided. */
  readonly heirs?: readonly Report[]
  /** Reports of the same year by agencies of the same kind, as far as they are known. */
  readonly peers?: Peers
  /** The sentences of the region's other agencies, to be made once for all of them. */
  readonly sisters?: SentenceIndex
  /** The agencies whose reports this one sums up. */
  readonly members?: readonly Member[]
  readonly filing?: Filing
  /** What the document's reader noticed; absent for a report sent as JSON. */
  readonly oddities?: readonly Oddity[]
  /** The sections whose headings the reader found, in their order in the document. */
  readonly headings?: readonly {
    readonly section: string
    readonly text: string
    /** Of a workbook, whose sheets may stand in any order. */
    readonly sheet?: string
  }[]
  /** The format each table is printed in, by its own headers: table id to version. */
  readonly formatByTable?: Readonly<Record<string, string>>
}

/** What a rule yields; `message` picks one of the rule's messages, `values` fill its `{names}`. */
export interface Defect {
  readonly message?: string
  readonly at: readonly Place[]
  readonly values?: Readonly<Record<string, string | number | Text>>
  readonly left?: number
  readonly right?: number
  readonly quote?: string
  /** What else makes this the same defect when it is found again, e.g. the sister copied from. */
  readonly fact?: string
  readonly suspects?: readonly Suspect[]
  /** Sentences set side by side with those they were taken from. */
  readonly pairs?: readonly Pair[]
  /** The relation holds cells that are not stated: neither a pass nor a breach. */
  readonly notAssessable?: true
  /** Overrides the rule's severity where one check id is graver than its siblings. */
  readonly severity?: Severity
}

export interface Rule {
  /** Names the defect; never reused. */
  readonly id: string
  readonly stage: Stage
  /** The checks of an official that it covers. */
  readonly aliases: readonly string[]
  readonly severity: Severity
  readonly title: Text
  readonly why: Text
  readonly remedy: Text
  /** The provision it rests on. */
  readonly basis: string
  readonly formula: string
  /**
   * Templates by name; `{left}` and the like are filled from the defect's values. A name is part
   * of the fingerprints of its findings, and so is never changed.
   */
  readonly messages: { readonly default: Text; readonly [name: string]: Text }
  /** One subject it has nothing to say of, and one it finds fault with. */
  readonly passing: Example
  readonly failing: Example
  readonly check: (subject: Subject) => Iterable<Defect>
}
