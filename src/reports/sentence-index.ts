import { type OwnSentence, ownSentences } from './own-sentences.ts'
import type { Report } from './report.ts'
import { shinglesOf, sketchOf } from './shingles.ts'

export interface Author {
  readonly id: string
  readonly name: string
}

export interface IndexedSentence extends OwnSentence {
  readonly author: Author
  readonly shingles: ReadonlySet<number>
}

/**
 * The sentences of many reports, found by a few of their shingles. Built once for a county, it
 * lets each report be compared with all the others without comparing every pair.
 */
export interface SentenceIndex {
  /** Sentences that may be alike, and nobody else's but the authors'. */
  readonly candidates: (sketch: readonly number[], not?: string) => readonly IndexedSentence[]
  /** Does the sentence stand in so many reports that it must come from a common template? */
  readonly isCommon: (sketch: readonly number[]) => boolean
}

/** However many sentences share a shingle, no more are looked at. */
const MOST = 64

export function sentenceIndexOf(
  reports: Iterable<Author & { readonly report: Report }>,
): SentenceIndex {
  const bySketch = new Map<number, IndexedSentence[]>()
  const authorsOf = new Map<number, Set<string>>()
  let count = 0
  for (const { id, name, report } of reports) {
    count++
    const author = { id, name }
    for (const sentence of ownSentences(report)) {
      const shingles = shinglesOf(sentence.bare)
      const entry: IndexedSentence = { ...sentence, author, shingles }
      for (const shingle of sketchOf(shingles)) {
        const known = bySketch.get(shingle)
        if (known === undefined) bySketch.set(shingle, [entry])
        else if (known.length < MOST) known.push(entry)
        const authors = authorsOf.get(shingle) ?? new Set()
        authorsOf.set(shingle, authors.add(id))
      }
    }
  }
  // A quarter of a county does not copy from one another: it was given the same template.
  const common = Math.max(3, count / 4)
  return {
    candidates: (sketch, not) => [
      ...new Set(
        sketch
          .flatMap((shingle) => bySketch.get(shingle) ?? [])
          .filter((it) => it.author.id !== not),
      ),
    ],
    isCommon: (sketch) =>
      sketch.filter((shingle) => (authorsOf.get(shingle)?.size ?? 0) > common).length * 2 >
      sketch.length,
  }
}
