import type { Text } from '../../reports/text.ts'
import type { Source } from '../grid.ts'
import { type Atom, atomsIn } from './atoms.ts'
import { isDamaged, keyOf, variantOf } from './label.ts'
import type { Line, Piece } from './paper.ts'
import { damagedRow, isKnown, type Vocabulary } from './vocabulary.ts'

/** A label found, with the figures that certainly belong to it: on its line, or inside it. */
export interface Label {
  readonly kind: 'label'
  readonly role: 'row' | 'column' | 'caption' | 'unknown'
  readonly key: string
  readonly text: string
  readonly source: Source
  readonly values?: readonly Piece[]
}

/** Figures that stand by themselves, between labels. */
export interface Values {
  readonly kind: 'values'
  readonly slots: readonly Piece[]
}

export type Token = Label | Values

/** No label of any form is longer, broken over lines and with its hints in brackets. */
const LONGEST = 120
/** Pieces one label may be broken into. */
const PIECES = 6

/** The lines of a table as labels and figures, whatever the form: which one it is comes later. */
export function tokensIn(lines: readonly Line[], vocabulary: Vocabulary): readonly Token[] {
  const atoms = lines.flatMap((line, i) => atomsIn(line, i, vocabulary))
  const tokens: Token[] = []
  let rowsBegan = false
  let loose: { slots: Piece[]; line: number; alone: boolean } | undefined
  for (let i = 0; i < atoms.length; ) {
    const atom = atoms[i] as Atom
    if (atom.kind !== 'words') {
      const end = endOfFigures(atoms, i)
      const slots = atoms.slice(i, end)
      // A line of several figures is a row of its own; single figures down the page make one up.
      const alone = slots.length === 1 || atom.medium === 'cells'
      if (loose?.alone && alone) loose.slots.push(...slots)
      else if (slots.some(({ text }) => text !== '') || atom.medium === 'cells') {
        loose = { slots: [...slots], line: atom.line, alone }
        tokens.push({ kind: 'values', slots: loose.slots })
      }
      i = end
      continue
    }
    const { label, end } = labelAt(atoms, i, vocabulary, rowsBegan)
    i = end
    if (label === undefined) continue
    loose = undefined
    if (label.role === 'row' && !vocabulary.columns.has(label.key)) rowsBegan = true
    tokens.push(label)
  }
  return tokens
}

/** Figures of one line; single cells and single figures are gathered by the caller. */
function endOfFigures(atoms: readonly Atom[], from: number): number {
  const line = atoms[from]?.line
  let end = from
  while (end < atoms.length && atoms[end]?.kind !== 'words' && atoms[end]?.line === line) end += 1
  return end
}

function labelAt(
  atoms: readonly Atom[],
  from: number,
  vocabulary: Vocabulary,
  rowsBegan: boolean,
): { label?: Label; end: number } {
  const joined = longestKnown(atoms, from, vocabulary)
  const first = atoms[from] as Atom
  const parts = joined?.parts ?? [first]
  const end = joined?.end ?? from + 1
  const last = parts.at(-1) as Atom
  const key = joined?.key ?? first.key
  const text = parts.map((part) => part.text).join('')
  const source = { ...first.source, end: last.source.end }
  const role = joined ? roleOf(key, vocabulary, rowsBegan) : looseRole(first, vocabulary)
  if (role === undefined) return { end }
  const until = endOfFigures(atoms, end)
  const sameLine = atoms[end]?.line === last.line && last.medium !== 'cells'
  const beside = sameLine ? atoms.slice(end, until) : []
  const figures = [...(joined?.inside ?? []), ...beside]
  const isScattered = new Set(figures.map(({ line }) => line)).size > 1
  const placed = isScattered ? figures.map((figure) => ({ ...figure, doubt: scattered })) : figures
  const values = [...(first.glued ? [first.glued] : []), ...placed]
  const label: Label = { kind: 'label', role, key, text, source }
  return values.length === 0
    ? { label, end }
    : { label: { ...label, values }, end: end + beside.length }
}

/** Beside the lines of one label the figures of a row may stand higher and lower: in no order. */
const scattered: Text = {
  zh: '这一行的数字高低不齐，无法确定各在哪一列',
  en: 'The figures of this row stand at different heights: their columns are not certain',
}

/** The longest run of pieces from here that together are a label, figures in its middle allowed. */
function longestKnown(atoms: readonly Atom[], from: number, vocabulary: Vocabulary) {
  const parts: Atom[] = []
  const inside: Atom[] = []
  let text = ''
  let best: { key: string; parts: Atom[]; inside: Atom[]; end: number } | undefined
  for (let i = from; i < atoms.length && parts.length < PIECES; i++) {
    const atom = atoms[i] as Atom
    if (atom.kind !== 'words') {
      if (
        parts.length === 0 ||
        best !== undefined ||
        atom.medium !== 'prose' ||
        !begun(text, vocabulary)
      ) {
        break
      }
      inside.push(atom)
      continue
    }
    if (parts.length > 0 && (atom.medium === 'row' || parts[0]?.medium === 'row')) break
    const longer = text + atom.text
    if (parts.length > 0 && longer.length > LONGEST) break
    const key = keyOf(longer)
    if (key !== '' && !vocabulary.prefixes.has(key)) {
      // Letters of a vertical group label may stand between the lines of a row's own.
      const besides = parts.length > 0 && inside.length > 0 && isFragment(atom.key, vocabulary)
      if (besides) continue
      break
    }
    text = longer
    parts.push(atom)
    if (key !== '' && atom.key !== '' && isKnown(key, vocabulary)) {
      best = { key, parts: [...parts], inside: [...inside], end: i + 1 }
    }
  }
  return best
}

/** Whether a row's label has begun and not ended: figures may stand in its middle. */
const begun = (text: string, { rows, rowPrefixes }: Vocabulary): boolean => {
  const key = keyOf(text)
  return rowPrefixes.has(key) && !rows.has(key)
}

function roleOf(key: string, vocabulary: Vocabulary, rowsBegan: boolean): Label['role'] {
  const own = [key, variantOf(key) ?? key]
  const isRow = own.some((one) => vocabulary.rows.has(one))
  const isColumn = own.some((one) => vocabulary.columns.has(one))
  if (isRow && isColumn) return rowsBegan ? 'row' : 'column'
  return isRow ? 'row' : isColumn ? 'column' : 'caption'
}

const isFragment = (key: string, { fragments, columns }: Vocabulary): boolean =>
  fragments.some((words) => words.includes(key)) ||
  (key.length <= NARROW && isRunOfHeads(key, columns))

/** No more characters stand on one line of the narrow heads of a table. */
const NARROW = 24

/** Whether this is one line of narrow heads in their order, each broken over lines: 商业企科研机. */
function isRunOfHeads(key: string, columns: Iterable<string>): boolean {
  const ends = new Set([0])
  for (const column of columns) {
    for (const at of [...ends]) {
      for (let length = 1; length <= column.length; length++) {
        const piece = key.slice(at, at + length)
        if (column.startsWith(piece) || column.endsWith(piece)) ends.add(at + piece.length)
      }
    }
  }
  return ends.has(key.length)
}

/** What words are that are no label as they stand: damaged ones, fragments, or something else. */
function looseRole(atom: Atom, vocabulary: Vocabulary): Label['role'] | undefined {
  const { key } = atom
  if (key === '') return undefined
  if (key.length > LONGEST / 2) return undefined
  if (damagedRow(key, vocabulary) !== undefined) return 'row'
  if ([...vocabulary.columns].some((column) => isDamaged(key, column))) return 'column'
  if (isFragment(key, vocabulary)) return undefined
  return 'unknown'
}
