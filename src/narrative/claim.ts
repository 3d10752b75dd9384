import type { Measure } from '../formats/format.ts'
import type { Span } from '../reports/place.ts'

/**
 * A claim is something the narrative states that can be true or false of the tables, of the
 * sentence's own figures, or of the report itself. `start` and `end` enclose the sentence:
 * `passage.slice(start, end) === quote`.
 */
export interface Claim extends Span {
  readonly kind: ClaimKind
  readonly quote: string
  /** The words the claim rests on, inside the sentence; offsets into the passage as well. */
  readonly figures: readonly Figure[]
  /** What it speaks of, where the tables know it; the sums that would each make it true. */
  readonly readings: readonly (readonly Measure[])[]
  /** The same as addresses of cells, without repetition. */
  readonly cells: readonly string[]
  readonly relation: Relation
  readonly verdict: Verdict
  /** Why the verdict is what it is. */
  readonly reason: Reason
  /** The contradiction may be a matter of scope: the sentence says whose figure it gives. */
  readonly softened?: true
  /** The words that do so: 全市, 本机关, 区政府办代表. */
  readonly scope?: string
  /** As stated, and as the tables, the parts or the law have it. */
  readonly left?: number
  readonly right?: number
  /** Of which year the figure is, where not the report's. */
  readonly year?: number
  /** Every value that would have been accepted. */
  readonly expected: readonly (number | string)[]
}

export interface Figure {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly value?: number
  readonly unit?: string
}

/**
 * figure: a number of the tables. absence: that there was none. sum: a total and its parts.
 * share: a percentage of a whole. change: against the year before. fee: 信息处理费 in 元.
 * year: the year the report is about. agency: whose report it is. blank: a figure left out.
 */
export type ClaimKind =
  | 'figure'
  | 'absence'
  | 'sum'
  | 'share'
  | 'change'
  | 'fee'
  | 'year'
  | 'agency'
  | 'blank'

/** How `left` has to stand to `right`. */
export type Relation =
  | 'equals'
  | 'atMost'
  | 'sumOf'
  | 'shareOf'
  | 'changeFrom'
  | 'multipleOf'
  | 'is'

/** `contradicted` is said only of what is certainly wrong; what is in doubt is not checkable. */
export type Verdict = 'supported' | 'contradicted' | 'notCheckable'

export type Reason =
  /** The figures were compared; the verdict says with what outcome. */
  | 'compared'
  /** 余, 约, 近: the sentence does not give a figure that could be compared. */
  | 'approximate'
  /** A cell that the comparison needs is blank or not applicable. */
  | 'notStated'
  /** The format has no such cell. */
  | 'notInFormat'
  /**
   * The sentence may speak of a part (a channel, an office, some months) or of something else; where
   * it agrees with the tables it is supported all the same.
   */
  | 'partial'
  /** It speaks of a year whose figures are not at hand. */
  | 'otherYear'
  /** The listed parts need not be all, or may overlap. */
  | 'notExhaustive'
  /** Within what rounding or cutting off the last digit may explain. */
  | 'rounding'
  /** No table holds it. */
  | 'notInTables'
  /** A place for a figure or a name was left empty. */
  | 'leftBlank'
