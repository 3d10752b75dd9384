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
  let pairs = ''
  let last = hex(text.charCodeAt(0))
  for (let i = 1; i < text.length; i++) {
    const next = hex(text.charCodeAt(i))
    pairs += i === 1 ? last + next : ` ${last}${next}`
    last = next
  }
  return pairs
}

const digits: string[] = []
const hex = (code: number): string => {
  digits[code] ??= code.toString(16).padStart(4, '0')
  return digits[code]
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
