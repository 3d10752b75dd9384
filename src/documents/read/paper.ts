import type { Text } from '../../reports/text.ts'
import type { Source } from '../grid.ts'

/**
 * A document before it is understood. A reader of a medium makes one and knows nothing of
 * reports; the interpreter reads it and knows nothing of media.
 */
export interface Paper {
  readonly mediaType: string
  /** The decoded text that every source offset counts in. */
  readonly text: string
  readonly lines: readonly Line[]
  /** What our own printers say beside the text. */
  readonly properties?: Properties
}

/** By name: `nianbao.format`, `nianbao.agency`, `nianbao.year`, `nianbao.period`. */
export type Properties = ReadonlyMap<string, string>

/**
 * One line of print. `prose`: words and figures run on, one piece. `cells`: each piece is one
 * cell, but where the row ends is not known. `row`: the pieces are a whole row, blanks included.
 */
export interface Line {
  readonly kind: 'prose' | 'cells' | 'row'
  readonly pieces: readonly Piece[]
}

export interface Piece {
  readonly text: string
  readonly source: Source
  /** The cell reaches over several rows: its figure would be that of each of them. */
  readonly merged?: true
  /** Why it is not certain that just this stands here; without text, what stands here instead. */
  readonly doubt?: Text
  /** The page ends below its row: what stands on the next may be the rest of it. */
  readonly cut?: true
}
