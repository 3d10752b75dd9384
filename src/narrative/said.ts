import type { Notion } from '../formats/phrases.ts'
import type { Token } from './tokens.ts'

/** What a sentence has spoken of so far, its topic included; grows as the sentence is read. */
export interface Said {
  readonly notions: ReadonlySet<Notion>
  /** Takes in the words up to a place; going back is nothing. */
  hear(end: number): void
}

export function listen(tokens: readonly Token[], topic: readonly Notion[]): Said {
  const notions = new Set<Notion>(topic)
  let heard = 0
  return {
    notions,
    hear(end) {
      for (; heard < end; heard++) {
        for (const notion of tokens[heard]?.notions ?? []) {
          notions.add(notion)
          // 规章13件，废止4件: what is repealed there is no longer a normative document.
          if (notion === 'regulation') notions.delete('document')
        }
      }
    },
  }
}
