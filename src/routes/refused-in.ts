import type { Reading } from '../documents/reading.ts'
import type { Language } from '../reports/text.ts'

/** What could not be read of a document, for a reader of one language. */
export const refusedIn = ({ refused }: Reading, language: Language) =>
  refused.map(({ reason, ...place }) => ({ ...place, reason: reason[language] }))
