import { legible } from './legible.ts'

// What the library would drop without a word, and a literal `_x000D_`, which Excel would decode.
const special = /[\r\u007f-\u0084\u0086-\u009f\ufffd]|_(?=x[0-9A-Fa-f]{4}_)/g

const coded = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/**
 * Text as a spreadsheet string carries it (ECMA-376 part 1, 22.4.2.4). Written as a string it is
 * never a formula, whatever it begins with. The library keeps its strings in a plain object, so
 * one named like a member of Object.prototype is written with its first character escaped.
 */
export const excelText = (text: string): string => {
  const carried = legible(text).replace(special, coded)
  return carried in {} ? coded(carried) + carried.slice(1) : carried
}

/** What a cell can hold (32,767 characters), with room for escapes that Excel counts as one. */
const most = 32_000

/** Long text in pieces that fit a cell, no pair of surrogates apart. */
export function* piecesOf(text: string): Generator<string> {
  let start = 0
  do {
    let end = Math.min(text.length, start + most)
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1
    yield text.slice(start, end)
    start = end
  } while (start < text.length)
}

/** About how many lines a text takes in a column so many digits wide; Chinese counts double. */
export function linesIn(text: string, width: number): number {
  const lines = text.split('\n').map((line) => {
    const wide = [...line].filter((sign) => sign > '\u00ff').length
    return Math.max(1, Math.ceil((line.length + wide) / width))
  })
  return lines.reduce((sum, count) => sum + count, 0)
}
