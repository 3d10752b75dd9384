import { passagesOf } from '../formats/passages.ts'
import { sentencesIn } from '../narrative/sentences.ts'
import { searchable } from '../reports/bigrams.ts'
import type { Span } from '../reports/place.ts'
import type { Report } from '../reports/report.ts'

/** A sentence that a search found, and where in the passage what was looked for stands. */
export interface Match {
  readonly section: string
  /** The heading of the section or part. */
  readonly label: string
  readonly at: Span
  readonly quote: string
  readonly found: readonly { readonly start: number; readonly end: number }[]
}

/** The first sentences of a report in which one of the phrases stands, at most so many. */
export function findPassages(
  { format, narrative }: Pick<Report, 'format' | 'narrative'>,
  phrases: readonly string[],
  most: number,
): Match[] {
  const matches: Match[] = []
  for (const { address, section, label } of passagesOf(format)) {
    const text = narrative[address]
    if (!text) continue
    for (const { at, found } of sentencesWith(text, phrases)) {
      const quote = text.slice(at.start, at.end)
      matches.push({ section, label, at: { passage: address, ...at }, quote, found })
      if (matches.length === most) return matches
    }
  }
  return matches
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** Sentences with what was found in them; what reaches over a full stop makes one of two. */
function* sentencesWith(
  text: string,
  phrases: readonly string[],
): Generator<{ at: Stretch; found: Stretch[] }> {
  const found = foundIn(text, phrases)
  if (found.length === 0) return
  const sentences = [...sentencesIn(text)]
  for (let i = 0; i < found.length; ) {
    const first = found[i] as Stretch
    const start = sentences.findLast((sentence) => sentence.start <= first.start)?.start ?? 0
    let { end } = first
    const inside: Stretch[] = []
    for (let next = found[i]; next !== undefined && next.start < end; next = found[++i]) {
      inside.push(next)
      const reach = Math.max(end, next.end)
      end = sentences.find((sentence) => sentence.end >= reach)?.end ?? text.length
    }
    yield { at: { start, end }, found: inside }
  }
}

/** Every place of every phrase, in order, as offsets in the text itself. */
function foundIn(text: string, phrases: readonly string[]): Stretch[] {
  const { text: folded, at } = searchable(text)
  const found: Stretch[] = []
  for (const phrase of phrases) {
    for (let i = folded.indexOf(phrase); i >= 0; i = folded.indexOf(phrase, i + phrase.length)) {
      found.push({ start: at(i), end: at(i + phrase.length - 1) + 1 })
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}
