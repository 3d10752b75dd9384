import { once } from '../formats/once.ts'
import { type OwnSentence, ownSentences } from './own-sentences.ts'
import type { Report } from './report.ts'
import type { Author, SentenceIndex } from './sentence-index.ts'
import { shinglesOf, sketchOf } from './shingles.ts'

/** The sentences of one report by the shingles that stand for them: plain data, to be kept. */
export interface SisterText {
  readonly author: Author
  readonly sentences: Sentences
}

export type Sentences = ReadonlyMap<number, readonly OwnSentence[]>

export function sentencesOf(report: Report): Sentences {
  const sentences = new Map<number, OwnSentence[]>()
  for (const sentence of ownSentences(report)) {
    for (const shingle of sketchOf(shinglesOf(sentence.bare))) {
      const alike = sentences.get(shingle)
      if (alike === undefined) sentences.set(shingle, [sentence])
      else alike.push(sentence)
    }
  }
  return sentences
}

const shinglesIn = once((sentence: OwnSentence) => shinglesOf(sentence.bare))

/** However many sentences share a shingle, no more are looked at. */
const MOST_ALIKE = 64

/** The same index as over all the reports at once, without making it anew when one changes. */
export function indexOver(sisters: readonly SisterText[]): SentenceIndex {
  // A quarter of a county does not copy from one another: it was given the same template.
  const common = Math.max(3, sisters.length / 4)
  const authorsOf = (shingle: number) =>
    sisters.filter(({ sentences }) => sentences.has(shingle)).length
  return {
    candidates: (sketch, not) => {
      const found = new Map<OwnSentence, Author>()
      for (const shingle of sketch) {
        let alike = 0
        for (const { author, sentences } of sisters) {
          if (author.id === not || alike >= MOST_ALIKE) continue
          for (const sentence of sentences.get(shingle) ?? []) {
            alike += 1
            found.set(sentence, author)
          }
        }
      }
      return [...found].map(([sentence, author]) => ({
        ...sentence,
        author,
        shingles: shinglesIn(sentence),
      }))
    },
    isCommon: (sketch) =>
      sketch.filter((shingle) => authorsOf(shingle) > common).length * 2 > sketch.length,
  }
}
