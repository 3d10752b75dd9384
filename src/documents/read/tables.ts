import type { Refusal } from '../reading.ts'
import { sectionOrder } from './headings.ts'
import type { Line } from './paper.ts'
import type { Sections } from './sections.ts'
import { readTable, type TableReading } from './table.ts'
import { tokensIn } from './tokens.ts'
import { type Vocabulary, vocabularies } from './vocabulary.ts'

export interface NamedTable extends TableReading {
  readonly id: string
  readonly lines: readonly Line[]
}

/**
 * Every table of the document: below its heading, or where its heading is lost, from the first
 * to the last of its labels among the lines that belong to no other table.
 */
export function tablesIn(
  lines: readonly Line[],
  sections: Sections,
  due: string,
): readonly NamedTable[] {
  let preferred = due
  const taken = new Set(vocabularies.flatMap(({ table }) => sections.linesOf.get(table) ?? []))
  return vocabularies.flatMap((vocabulary): readonly NamedTable[] => {
    const below = sections.linesOf.get(vocabulary.table)
    const own = below ?? unheaded(lines, vocabulary, taken)
    if (own.length === 0) return []
    const reading = readTable(vocabulary, own, preferred)
    if (reading.found?.certain) preferred = reading.found.form.format.version
    const left = below === undefined ? [] : leftOver(vocabulary, own, sections)
    const refused = [...reading.refused, ...left]
    return [{ id: vocabulary.table, lines: own, ...reading, refused }]
  })
}

/** Less than this is a note to the table, not the text of a section. */
const PASSAGE = 20

/** Prose below a table where the next section's heading is lost: it cannot be told whose it is. */
function leftOver(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  { headings }: Sections,
): readonly Refusal[] {
  const next = sectionOrder[sectionOrder.indexOf(vocabulary.table) + 1]
  if (headings.some(({ section }) => section === next)) return []
  const last = lines.findLastIndex((line) =>
    tokensIn([line], vocabulary).some(
      (token) => token.kind === 'values' || token.role !== 'unknown',
    ),
  )
  return lines
    .slice(last + 1)
    .flatMap(({ kind, pieces: [piece] }) =>
      kind === 'prose' && piece && piece.text.length >= PASSAGE
        ? [{ source: piece.source, reason: noHeading }]
        : [],
    )
}

const noHeading = {
  zh: '表格之后的文字前面没有标题，无法确定属于哪一部分',
  en: 'No heading stands before this text after the table: its section is not certain',
}

/** The lines from the first row or column label of a table to the figures of its last. */
function unheaded(
  lines: readonly Line[],
  vocabulary: Vocabulary,
  taken: ReadonlySet<Line>,
): readonly Line[] {
  const others = vocabularies.filter((other) => other !== vocabulary)
  const speaksFor = (line: Line, { rows, columns }: Vocabulary) =>
    tokensIn([line], vocabulary).some(
      (token) => token.kind === 'label' && (rows.has(token.key) || columns.has(token.key)),
    )
  const own = lines.map((line) => {
    if (taken.has(line) || !speaksFor(line, vocabulary)) return false
    return others.every((other) => !speaksFor(line, other))
  })
  const first = own.indexOf(true)
  if (first < 0) return []
  let end = own.lastIndexOf(true) + 1
  while (end < lines.length && isFigures(lines[end], vocabulary)) end += 1
  return lines.slice(first, end).filter((line) => !taken.has(line))
}

const isFigures = (line: Line | undefined, vocabulary: Vocabulary): boolean => {
  const tokens = line === undefined ? [] : tokensIn([line], vocabulary)
  return tokens.length > 0 && tokens.every(({ kind }) => kind === 'values')
}
