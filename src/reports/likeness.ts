import { ownSentences } from './own-sentences.ts'
import type { Span } from './place.ts'
import type { Report } from './report.ts'
import type { Author, IndexedSentence, SentenceIndex } from './sentence-index.ts'
import { likenessOf, shinglesOf, sketchOf } from './shingles.ts'

/** A sentence beside the one it is like. */
export interface Pair {
  readonly at: Span
  readonly quote: string
  readonly source: { readonly at: Span; readonly quote: string; readonly author: string }
}

/** How much of a report stands in another's. */
export interface Likeness {
  readonly author: Author
  /** Of the characters that are the agency's own, from 0 to 1. */
  readonly share: number
  readonly pairs: readonly Pair[]
}

/** Two sentences with so much in common are one sentence edited. */
const ALIKE = 0.7
/** Less text than this proves nothing. */
const LEAST_TEXT = 120

/**
 * The reports of an index that this one is like, most alike first. Sentences that stand in many
 * reports of `templates` come from a common template, and count neither way.
 */
export function likenessesOf(
  report: Report,
  index: SentenceIndex,
  { not, templates = index }: { readonly not?: string; readonly templates?: SentenceIndex } = {},
): readonly Likeness[] {
  const found = new Map<string, { author: Author; length: number; pairs: Pair[] }>()
  let length = 0
  for (const { at, quote, bare } of ownSentences(report)) {
    const shingles = shinglesOf(bare)
    const sketch = sketchOf(shingles)
    if (templates.isCommon(sketch)) continue
    length += bare.length
    for (const source of bestOfEach(index.candidates(sketch, not), shingles)) {
      const { author } = source
      const known = found.get(author.id) ?? { author, length: 0, pairs: [] }
      found.set(author.id, known)
      known.length += bare.length
      known.pairs.push({
        at,
        quote,
        source: { at: source.at, quote: source.quote, author: author.id },
      })
    }
  }
  if (length < LEAST_TEXT) return []
  return [...found.values()]
    .map((its) => ({ author: its.author, share: its.length / length, pairs: its.pairs }))
    .sort((a, b) => b.share - a.share)
}

/** Of each author the sentence that is most alike, if any is. */
function bestOfEach(
  candidates: readonly IndexedSentence[],
  shingles: ReadonlySet<number>,
): Iterable<IndexedSentence> {
  const best = new Map<string, { source: IndexedSentence; likeness: number }>()
  for (const source of candidates) {
    const likeness = likenessOf(source.shingles, shingles)
    const known = best.get(source.author.id)
    if (likeness < ALIKE || (known !== undefined && known.likeness >= likeness)) continue
    best.set(source.author.id, { source, likeness })
  }
  return [...best.values()].map(({ source }) => source)
}
