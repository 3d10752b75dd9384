/** A stretch of a passage: UTF-16 offsets, `text.slice(start, end)` is the quote. */
export interface Span {
  readonly passage: string
  readonly start: number
  readonly end: number
}

/** Where a finding stands: a cell, passage, `title` or `period` by address, or a stretch of text. */
export type Place = string | Span
