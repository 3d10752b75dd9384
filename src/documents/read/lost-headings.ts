import { formats } from '../../formats/index.ts'
import type { Refusal } from '../reading.ts'
import { numberOf, sectionOrder } from './headings.ts'
import { squeeze } from './normalise.ts'
import type { Line } from './paper.ts'
import type { Sections } from './sections.ts'

const LONGEST = 40

/**
 * A short line with the number of a section that was not found, in the text before its place: it
 * may be the heading in words nobody knows, and what follows it another section's text.
 */
export function lostHeadings({ opening, headings, linesOf }: Sections): readonly Refusal[] {
  return proseSections.flatMap(({ id, heading }) => {
    if (headings.length === 0 || linesOf.has(id)) return []
    const before = sectionOrder.slice(0, sectionOrder.indexOf(id)).findLast((o) => linesOf.has(o))
    const lines = before === undefined ? opening : (linesOf.get(before) ?? [])
    return lines.flatMap((line) => {
      const [piece] = line.pieces
      if (piece === undefined || !isNumbered(line, numberOf(heading))) return []
      return [{ source: piece.source, reason: unsure(piece.text, heading) }]
    })
  })
}

const proseSections = (formats.at(-1)?.sections ?? []).filter(({ kind }) => kind === 'prose')

const isNumbered = ({ kind, pieces }: Line, number: string): boolean => {
  const text = kind === 'prose' && pieces.length === 1 ? squeeze(pieces[0]?.text ?? '') : ''
  return text.length <= LONGEST && text.startsWith(number)
}

const unsure = (text: string, heading: string) => ({
  zh: `“${text}”可能是“${heading}”这一部分的标题，无法确定以下文字属于哪一部分`,
  en: `"${text}" may be the heading of "${heading}": whose the text below it is is not certain`,
})
