import { looksLikeFigure } from './figure.ts'
import { keyOf } from './label.ts'
import { squeeze, withoutDebris } from './normalise.ts'
import type { Line, Piece } from './paper.ts'
import { damagedRow, isKnown, type Vocabulary } from './vocabulary.ts'

/** A word, label or cell of a table's lines. Empty cells are figures not stated. */
export interface Atom extends Piece {
  readonly kind: 'words' | 'figure'
  readonly key: string
  readonly line: number
  readonly medium: Line['kind']
  /** Figures printed onto the label without a gap ("规章000"): no telling where one ends. */
  readonly glued?: Piece
}

/** A line with more than this is prose that strayed into a table. */
const LONGEST_LINE = 500

const pageNumber = /^[-—–]+\d{1,4}[-—–]+$|^第\d{1,4}页/

/** Cuts a line of a table where it can be cut without doubt. */
export function atomsIn(line: Line, index: number, vocabulary: Vocabulary): readonly Atom[] {
  const atom = (piece: Piece): Atom => atomOf(piece, index, line.kind, vocabulary)
  if (line.kind === 'row') return inRow(line.pieces.map(atom), vocabulary)
  if (line.kind === 'cells') return line.pieces.map(atom)
  return line.pieces.flatMap((piece) => wordsIn(piece, vocabulary)).map(atom)
}

function atomOf(piece: Piece, line: number, medium: Line['kind'], vocabulary: Vocabulary): Atom {
  if (/^\d{1,9}$/.test(piece.text)) return { ...piece, kind: 'figure', key: '', line, medium }
  const text = withoutDebris(piece.text).trim()
  if (text === '' || looksLikeFigure(text)) {
    return { ...piece, text, kind: 'figure', key: '', line, medium }
  }
  const key = keyOf(text)
  const label = gluedTo(key, vocabulary)
  const atom: Atom = { ...piece, text, kind: 'words', key: label ?? key, line, medium }
  return label === undefined ? atom : { ...atom, text: label, glued: piece }
}

/** In a whole row, what follows the row's label is its cells, whatever is in them. */
function inRow(atoms: readonly Atom[], vocabulary: Vocabulary): readonly Atom[] {
  const isLabel = ({ kind, key }: Atom) =>
    kind === 'words' && (isKnown(key, vocabulary) || damagedRow(key, vocabulary) !== undefined)
  const labels = atoms.flatMap((atom, i) => (isLabel(atom) ? [i] : []))
  const last = labels.at(-1)
  const first = atoms.findIndex(({ text }) => text !== '')
  if (last === undefined) {
    if (fillsAcross(atoms, vocabulary))
      return atoms.map((atom) => ({ ...atom, kind: 'figure', key: '' }))
    const figures = atoms
      .slice(first + 1)
      .some(({ kind, text }) => kind === 'figure' && text !== '')
    if (!figures) return atoms.filter(({ text }) => text !== '')
    // In a real table the first cell is the first column's, be it blank.
    return atoms[0]?.source.table === undefined ? atoms.slice(Math.max(first, 0)) : atoms
  }
  const figureBefore = atoms
    .slice(first, last)
    .some(({ kind, text }) => kind === 'figure' && text !== '')
  // Two labelled rows on one line: where the first ends is not known, so they are single cells.
  if (figureBefore) return atoms.map((atom) => ({ ...atom, medium: 'cells' as const }))
  const key = atoms[last]?.key ?? ''
  const hasFigures = atoms
    .slice(last + 1)
    .some(({ kind, text }) => kind === 'figure' && text !== '')
  const { rows, columns, captions } = vocabulary
  // Beside a caption without figures stand other headings; 总计 after columns is one of them.
  const ofColumns = labels.some((i) => i < last && isColumnOnly(atoms[i]?.key ?? '', vocabulary))
  const isRow = columns.has(key)
    ? rows.has(key) && !(ofColumns && !hasFigures)
    : !captions.has(key) || rows.has(key) || hasFigures
  return atoms.flatMap((atom, i): Atom[] => {
    if (i < last) return atom.text === '' ? [] : [atom]
    if (i === last) return [atom]
    return isRow ? [{ ...atom, kind: 'figure', key: '' }] : atom.text === '' ? [] : [atom]
  })
}

const isColumnOnly = (key: string, { rows, columns }: Vocabulary): boolean =>
  columns.has(key) && !rows.has(key)

/** As many cells as the one line of table 4 has, figures among them: none is to spare. */
const fillsAcross = (atoms: readonly Atom[], { forms }: Vocabulary): boolean =>
  atoms.some(({ kind, text }) => kind === 'figure' && text !== '') &&
  forms.some(
    ({ table, rows, columns }) =>
      table.layout === 'across' && rows.length * columns.length === atoms.length,
  )

/** A line of prose in a table: its label and the figures at its end, or its single words. */
function wordsIn(piece: Piece, vocabulary: Vocabulary): readonly Piece[] {
  if (piece.text.length > LONGEST_LINE) return [piece]
  if (pageNumber.test(squeeze(piece.text))) return []
  const spans = [...piece.text.matchAll(/\S+/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }))
  const words = spans.map(({ from, to }) => partOf(piece, from, to))
  let figures = words.length
  while (figures > 0 && looksLikeFigure(words[figures - 1]?.text ?? '')) figures -= 1
  const tail = words.slice(figures)
  if (figures === 0) return tail
  const head = partOf(piece, 0, spans[figures - 1]?.to ?? 0)
  const key = keyOf(head.text)
  const whole =
    key.length > 60 ||
    isKnown(key, vocabulary) ||
    damagedRow(key, vocabulary) !== undefined ||
    (key.length > 1 && vocabulary.rowPrefixes.has(key))
  return [...(whole ? [head] : words.slice(0, figures)), ...tail]
}

/** Part of a piece; where the medium decorates its text, the source stays that of the whole. */
function partOf({ text, source }: Piece, from: number, to: number): Piece {
  const plain = source.end - source.start === text.length
  const part = text.slice(from, to)
  if (!plain) return { text: part, source }
  return { text: part, source: { ...source, start: source.start + from, end: source.start + to } }
}

/** The row label that a run of digits is stuck to. */
function gluedTo(key: string, vocabulary: Vocabulary): string | undefined {
  const digits = /[\d/+.]+$/.exec(key.slice(-40))
  if (digits === null) return undefined
  const label = key.slice(0, key.length - digits[0].length)
  return vocabulary.rows.has(label) ? label : undefined
}
