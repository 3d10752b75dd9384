import type { Refusal } from '../reading.ts'
import { sectionOrder } from './headings.ts'
import type { Line } from './paper.ts'
import type { Sections } from './sections.ts'
import { readTable, type TableReading } from './table.ts'
import { type Token, tokensIn } from './tokens.ts'
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
  const words = wordCount()
  const linesOf = apart(sections.linesOf, words)
  const taken = new Set(vocabularies.flatMap(({ table }) => linesOf.get(table) ?? []))
  return vocabularies.flatMap((vocabulary): readonly NamedTable[] => {
    const below = linesOf.get(vocabulary.table)
    const own = below ?? unheaded(lines, vocabulary, taken, words)
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

/** The lines below each heading, cut where a table begins that has lost its own. */
function apart(linesOf: Sections['linesOf'], words: WordCount): Map<string, readonly Line[]> {
  const cut = new Map(linesOf)
  for (const lost of vocabularies.filter(({ table }) => !linesOf.has(table))) {
    for (const other of vocabularies) {
      const lines = cut.get(other.table) ?? []
      const first = lines.findIndex((line) => words(line, lost) > words(line, other))
      const last = lines.findLastIndex((line) => words(line, other) > words(line, lost))
      if (first < 0 || last > first) continue
      cut.set(other.table, lines.slice(0, first)).set(lost.table, lines.slice(first))
      break
    }
  }
  return cut
}

/** How many labels of rows and columns of a table a line has. */
type WordCount = (line: Line, vocabulary: Vocabulary) => number

/** Counts each line once: lines are held against every table that has lost its heading. */
function wordCount(): WordCount {
  const known = new Map<Vocabulary, Map<Line, number>>(vocabularies.map((one) => [one, new Map()]))
  return (line, vocabulary) => {
    const counts = known.get(vocabulary)
    const count = counts?.get(line) ?? tokensIn([line], vocabulary).filter(isNamed).length
    counts?.set(line, count)
    return count

    function isNamed(token: Token): boolean {
      const { rows, columns } = vocabulary
      return token.kind === 'label' && (rows.has(token.key) || columns.has(token.key))
    }
  }
}

/**
 * The lines from the first row or column label of a table to the figures of its last, with what
 * stands in the same rows of print before and after and is no other table's.
 */
function unheaded(
  lines: readonly Line[],
  vocabulary: Vocabulary,
  taken: ReadonlySet<Line>,
  wordsFor: WordCount,
): readonly Line[] {
  const others = vocabularies.filter((other) => other !== vocabulary)
  const mostOf = (line: Line) => Math.max(...others.map((other) => wordsFor(line, other)))
  const own = lines.map((line) => !taken.has(line) && wordsFor(line, vocabulary) > mostOf(line))
  let first = own.indexOf(true)
  if (first < 0) return []
  let end = own.lastIndexOf(true) + 1
  while (first > 0 && isHead(lines[first - 1]) && mostOf(lines[first - 1] as Line) === 0) first -= 1
  while (end < lines.length && goesOn(lines[end] as Line)) end += 1
  return lines.slice(first, end).filter((line) => !taken.has(line))

  /** Figures, with a remark perhaps; or 总计, which is no table's own. */
  function goesOn(line: Line): boolean {
    const words = wordsFor(line, vocabulary)
    if (mostOf(line) > words) return false
    return words > 0 || isFigures(line, vocabulary)
  }
}

/** A row of several captions. */
const isHead = (line: Line | undefined): boolean =>
  line?.kind === 'row' && line.pieces.filter(({ text }) => text !== '').length > 1

/** Figures alone; in a row, among other words. */
function isFigures(line: Line, vocabulary: Vocabulary): boolean {
  const tokens = tokensIn([line], vocabulary)
  const are = (token: Token) => token.kind === 'values'
  return tokens.length > 0 && (line.kind === 'row' ? tokens.some(are) : tokens.every(are))
}
