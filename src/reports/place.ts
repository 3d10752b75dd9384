/** A stretch of a passage: UTF-16 offsets, `text.slice(start, end)` is the quote. */
export interface Span {
  readonly passage: string
  readonly start: number
  readonly end: number
}

/**
 * Where a finding stands: a stretch of text, or by address a cell, a table, a passage or section of
 * the narrative, `title`, `period`, `format`; `submitted`, `published` and `members` lie outside it.
 */
export type Place = string | Span
