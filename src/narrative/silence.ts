import type { Names } from './names.ts'
import type { Reading } from './reading.ts'

/**
 * Most sentences of a report state nothing that could be true or false of it, and the same ones
 * come again in every report and every revision: they are recognised before they are read. A
 * sentence is remembered only where nothing but its own words decides.
 */
const remembered = new Set<string>()
const MOST_REMEMBERED = 5000
const LONGEST_REMEMBERED = 200

/** Whether a sentence is known to state nothing. */
export const isSilent = (quote: string, names: Names): boolean =>
  remembered.has(quote) && !saysName(quote, names)

/** Keeps in mind that a sentence states nothing; the ones kept longest are forgotten first. */
export function rememberSilent({ quote, folded }: Reading, names: Names): void {
  // Where folding changed something, or the filer is named, more than the words decides.
  if (folded.text !== quote || quote.length > LONGEST_REMEMBERED || saysName(quote, names)) return
  const [oldest] = remembered
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  // A copy: a slice would hold the whole passage in memory.
  remembered.add(Buffer.from(quote, 'utf16le').toString('utf16le'))
}

const saysName = (quote: string, names: Names): boolean =>
  names.full.some((name) => quote.includes(name))

/** Without a number, a denial, a comparison or a name there is nothing to be judged. */
export const statesNothing = ({ kinds }: Reading): boolean =>
  !telling.some((kind) => kinds.has(kind))

const telling = ['number', 'not', 'same', 'self'] as const
