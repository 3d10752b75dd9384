import type { Notion } from '../formats/notions.ts'
import type { Token } from './tokens.ts'

/**
 * What a sentence has spoken of so far, its topic included; grows as the sentence is read.
 * `notions` may come from the sentences before it, joined by semicolons.
 */
export interface Said {
  readonly notions: ReadonlySet<Notion>
  /** The same without the topic. */
  readonly own: ReadonlySet<Notion>
  /** Whether a channel, an office or some months were spoken of. */
  readonly narrowed: boolean
  /** Takes in the words up to a place; going back is nothing. */
  hear(end: number): void
}

export function listen(
  tokens: readonly Token[],
  topic: readonly Notion[],
  notions: Set<Notion> = new Set(topic),
): Said {
  const own = new Set<Notion>()
  let heard = 0
  const said = {
    notions,
    own,
    narrowed: false,
    hear(end: number): void {
      for (; heard < end; heard++) {
        const token = tokens[heard]
        // 其他4件 is what a list leaves over, no channel.
        if (token?.kind === 'part' && !/^(?:其[他它余]|剩余|余下)$/.test(token.text))
          said.narrowed = true
        for (const notion of tokens[heard]?.notions ?? []) {
          notions.add(notion)
          own.add(notion)
          // 规章13件，废止4件: what is repealed there is no longer a normative document.
          if (notion === 'regulation') notions.delete('document')
          if (notion === 'document') notions.delete('regulation')
        }
      }
    },
  }
  return said
}
