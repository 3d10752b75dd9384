import type { Format } from './format.ts'
import { once } from './once.ts'

/** A stretch of narrative with an address of its own (`narrative.overview.proactive`). */
export interface Passage {
  readonly address: string
  readonly section: string
  readonly label: string
}

/**
 * The passages of a format in the order of print: what stands before section one, each prose
 * section, and for a section with parts what stands before its first part (`intro`) and each part.
 */
export const passagesOf = once((format: Format): readonly Passage[] => {
  const passages: Passage[] = [
    { address: 'narrative.preamble', section: 'preamble', label: '引言' },
  ]
  for (const section of format.sections) {
    if (section.kind !== 'prose') continue
    const address = `narrative.${section.id}`
    if (section.parts === undefined) {
      passages.push({ address, section: section.id, label: section.heading })
      continue
    }
    passages.push({ address: `${address}.intro`, section: section.id, label: section.heading })
    for (const part of section.parts) {
      passages.push({ address: `${address}.${part.id}`, section: section.id, label: part.label })
    }
  }
  return passages
})
