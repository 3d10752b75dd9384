import type { Part } from '../../formats/format.ts'
import type { Report } from '../../reports/report.ts'
import { type Form, formsOf } from '../form.ts'
import { type About, usualTitle } from './printer.ts'

/** A report from top to bottom as it is printed, whatever the medium. */
export type Piece = TextPiece | { readonly kind: 'table'; readonly form: Form }

export interface TextPiece {
  readonly kind: 'title' | 'heading' | 'subheading' | 'paragraph'
  readonly text: string
}

/**
 * The pieces of a report in order. In a form to be filled in (`blanks`) every passage has its
 * place, with the name of its part over it.
 */
export function* outlineOf(
  report: Report,
  about: About,
  { blanks = false } = {},
): Generator<Piece> {
  const { format, narrative } = report
  const paragraphs = function* (address: string): Generator<Piece> {
    const text = narrative[address] ?? null
    if (text === null && !blanks) return
    for (const line of linesOf(text ?? '')) yield { kind: 'paragraph', text: line }
  }

  yield { kind: 'title', text: report.title ?? usualTitle(about) }
  yield* paragraphs('narrative.preamble')
  for (const section of format.sections) {
    if (section.kind === 'table') {
      // Its heading goes with the table: a caption in one medium, a paragraph in another.
      const form = formsOf(format).find(({ table }) => table === section)
      if (form !== undefined) yield { kind: 'table', form }
      continue
    }
    yield { kind: 'heading', text: section.heading }
    const address = `narrative.${section.id}`
    if (section.parts === undefined) {
      yield* paragraphs(address)
      continue
    }
    yield* paragraphs(`${address}.intro`)
    const stated = (part: Part) => narrative[`${address}.${part.id}`] ?? null
    // Either every part has its name over it or none: two ways of numbering would run together.
    const named = section.parts.every((part) => namesItself(stated(part), part))
    for (const [i, part] of section.parts.entries()) {
      if (blanks || (stated(part) !== null && !named)) {
        yield { kind: 'subheading', text: `（${'一二三四五六七八九十'[i] ?? i + 1}）${part.label}` }
      }
      yield* paragraphs(`${address}.${part.id}`)
    }
  }
}

/** No real passage has so many; a body of nothing but line breaks must not take Word a minute. */
const mostLines = 500

/** The lines of a passage; what follows the last of them stands in it, no word is left out. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/)
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join('\n')]
}

/** Whether the filer's own text opens with the name of the part ("1.主动公开方面。"), if there is any. */
function namesItself(text: string | null, { label, words }: Part): boolean {
  const opening = text?.trimStart().slice(0, 20)
  return opening === undefined || [label, ...words].some((word) => opening.includes(word))
}
