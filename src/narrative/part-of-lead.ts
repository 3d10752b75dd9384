import type { Notion } from '../formats/notions.ts'
import type { Phrase } from '../formats/phrases.ts'
import { phraseOf, type Stretch } from './stretch.ts'
import type { Token } from './tokens.ts'

/**
 * 诉讼案件中3件维持, 复议一件被纠正: what stands before a number is the whole, and the words behind
 * it say which of it are counted.
 */
export function partOfLead(
  lead: readonly Token[],
  trail: readonly Token[],
  known: Omit<Stretch, 'tokens'>,
): Phrase | undefined {
  if (trail[0]?.notions.some((notion) => ends.includes(notion)))
    return phraseOf({ ...known, tokens: [...lead, ...trail] })
  return within.includes(lead.at(-1)?.text ?? '')
    ? phraseOf({ ...known, tokens: trail })
    : undefined
}

const ends: readonly Notion[] = ['upheld', 'corrected', 'pending']
const within = ['中', '里', '当中', '之中']
