import { keyOf } from './label.ts'
import { squeeze } from './normalise.ts'
import type { Line, Piece } from './paper.ts'
import { vocabularies } from './vocabulary.ts'
import { serialWords } from './wording.ts'

/** 3, 3.1, （三）, 三、 or nothing: a number that only counts rows. */
const serial = /^[(（]?[\d.一二三四五六七八九十]{0,6}[)）]?[、.．]?$/

/** Where serial numbers stand: in a column of a real table, or at the head of each row of text. */
interface Place {
  readonly table: number | undefined
  readonly column: number
}

/**
 * The lines without the column of serial numbers that some tables have: the column that is headed
 * 序号, down to where the labels of another table stand in it.
 */
export function withoutSerials(lines: readonly Line[]): readonly Line[] {
  let place: Place | undefined
  return lines.map((line) => {
    if (line.kind !== 'row') {
      if (place?.table === undefined) place = undefined
      return line
    }
    const heading = line.pieces.find(isHeading)
    if (heading !== undefined) place = placeOf(line, heading)
    if (place === undefined) return line
    const here = heading ?? pieceAt(line, place)
    if (here === undefined) return line
    if (place.table !== undefined && isLabel(here)) place = undefined
    const drops = here === heading || (serial.test(squeeze(here.text)) && isBesideWords(line, here))
    return drops ? { ...line, pieces: line.pieces.filter((piece) => piece !== here) } : line
  })
}

const isHeading = ({ text }: Piece): boolean =>
  text.length <= 8 && serialWords.includes(keyOf(text))

/** In text a row's cells are only known to be where they are counted from: its beginning. */
function placeOf({ pieces }: Line, { source }: Piece): Place | undefined {
  const { table, column = 0 } = source
  return table === undefined && column !== pieces[0]?.source.column ? undefined : { table, column }
}

const pieceAt = ({ pieces }: Line, { table, column }: Place): Piece | undefined =>
  pieces.find(({ source }) => source.table === table && source.column === column)

/** What is written next is words: a figure after a number would be a figure of the row. */
function isBesideWords({ pieces }: Line, here: Piece): boolean {
  const next = pieces.slice(pieces.indexOf(here) + 1).find(({ text }) => text !== '')
  return next !== undefined && /\p{Script=Han}/u.test(next.text)
}

/** Whether the labels of a table stand where the serial numbers of the one above did. */
function isLabel({ text }: Piece): boolean {
  const key = keyOf(text)
  return vocabularies.some(({ rows, columns }) => rows.has(key) || columns.has(key))
}
