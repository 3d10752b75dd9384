import type { Oddity } from '../reports/oddity.ts'
import type { CellValue, Report } from '../reports/report.ts'
import type { Text } from '../reports/text.ts'
import type { Source } from './grid.ts'

/** A document read: the report as stated, where each cell stood, and what could not be placed. */
export interface Reading {
  readonly mediaType: string
  /** What was read with certainty; a refused cell is `null` here and named in `refused`. */
  readonly report: Report
  /** The filer and the report year as the document states them. */
  readonly agency: string | null
  readonly year: number | null
  /** The format each table is printed in, by its own headers: table id to version. */
  readonly formatByTable: Readonly<Record<string, string>>
  readonly cells: readonly ReadCell[]
  readonly refused: readonly Refusal[]
  /** The section headings found, in their order. */
  readonly headings: readonly {
    readonly section: string
    readonly text: string
    readonly source: Source
  }[]
  /** What the reader noticed and left to the rules. */
  readonly oddities: readonly Oddity[]
}

export interface ReadCell {
  readonly at: string
  readonly value: CellValue
  readonly source: Source
}

/** A place that cannot be read without guessing. */
export interface Refusal {
  readonly at?: string
  readonly source: Source
  readonly reason: Text
}

/** Bytes that are no report at all, or no document of a kind that is read. */
export class UnreadableDocument extends Error {
  readonly code: string
  readonly reason: Text
  constructor(code: string, reason: Text) {
    super(reason.en)
    this.code = code
    this.reason = reason
  }
}
