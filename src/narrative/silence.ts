import type { Names } from './names.ts'
import type { Reading } from './reading.ts'
import type { Sentence } from './sentences.ts'

/**
 * Most sentences of a report state nothing that could be true or false of it, and the same ones
 * come again in every report and every revision: they are recognised before they are read. A
 * sentence is remembered only where nothing but its own words decides.
 */
const remembered = new Set<string>()
const MOST_REMEMBERED = 5000
const LONGEST_REMEMBERED = 200

/** Whether a sentence, folded, is known to state nothing. */
export const isSilent = (folded: string): boolean => remembered.has(folded)

/** Keeps in mind that a sentence states nothing; the ones kept longest are forgotten first. */
export function rememberSilent(folded: string): void {
  const [oldest] = remembered
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  // A copy: a slice would hold the whole passage in memory.
  remembered.add(Buffer.from(folded, 'utf16le').toString('utf16le'))
}

/** Whether a sentence says the same in every report: no spaces to look at, no name of the filer. */
export const isCommonplace = (folded: string, { start, end }: Sentence, names: Names): boolean =>
  folded.length === end - start &&
  folded.length <= LONGEST_REMEMBERED &&
  !names.full.some((name) => folded.includes(name))

/** Without a number, a denial, a comparison or a name there is nothing to be judged. */
export const statesNothing = ({ kinds }: Reading): boolean =>
  !telling.some((kind) => kinds.has(kind))

const telling = ['number', 'not', 'same', 'self'] as const
