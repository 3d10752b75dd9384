import type { Format } from '../formats/format.ts'
import { narrativeFromBody } from './canonical.ts'
import { type Folded, fold } from './fold.ts'

/**
 * How a narrative is searched: as a reader sees it, by every two characters that follow one another,
 * so that words of two characters are found and a phrase exactly where it stands. A pair is written
 * as eight hexadecimal digits: no tokeniser cuts those, and nothing in them is a search operator.
 */
export function searchable(text: string): Folded {
  const { text: folded, at } = fold(text)
  return { text: lower(folded), at }
}

/** Only these letters: whatever changes its length in lower case would shift the offsets. */
const lower = (text: string): string =>
  /[A-Z]/.test(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text

/** Stands between passages, so that no phrase reaches from one into the next. */
const APART = 'x'

/** The pairs of a report's narrative, in order, as the index takes them. */
export function narrativePairs(format: Format, body: Buffer): string {
  return Object.values(narrativeFromBody(format, body))
    .flatMap((text) => (text === null ? [] : [pairsOf(searchable(text).text)]))
    .join(` ${APART} `)
}

/** The pairs of a text that is `searchable`, in order; none of a single character. */
export function pairsOf(text: string): string {
  const pairs = Math.max(0, text.length - 1)
  // As bytes: to add them to one another as texts takes ten times as long.
  const bytes = Buffer.alloc(Math.max(0, pairs * (PAIR + 1) - 1), ' ')
  for (let i = 0; i < pairs; i++) {
    const at = i * (PAIR + 1)
    writeHex(bytes, at, text.charCodeAt(i))
    writeHex(bytes, at + PAIR / 2, text.charCodeAt(i + 1))
  }
  return bytes.toString('latin1')
}

/** Digits of a pair. */
const PAIR = 8
const digits = Buffer.from('0123456789abcdef')

/** A code unit as four digits. */
function writeHex(to: Buffer, at: number, code: number): void {
  to[at] = digits[code >> 12] as number
  to[at + 1] = digits[(code >> 8) & 15] as number
  to[at + 2] = digits[(code >> 4) & 15] as number
  to[at + 3] = digits[code & 15] as number
}

/** The phrases of a question, which white space keeps apart; each is `searchable`. */
export const phrasesIn = (question: string): string[] => [
  ...new Set(
    question
      .split(/\s+/)
      .map((word) => searchable(word).text)
      .filter((phrase) => phrase !== ''),
  ),
]
