import { cellAtAddress } from '../../formats/cells.ts'
import type { Oddity } from '../../reports/oddity.ts'
import type { Text } from '../../reports/text.ts'
import type { Source } from '../grid.ts'
import type { ReadCell, Refusal } from '../reading.ts'
import { type Head, type Heads, unitIn } from './columns.ts'
import { readFigure, type Unit } from './figure.ts'
import { variantOf } from './label.ts'
import type { Piece } from './paper.ts'
import { isDisputed, isWritten, type Positions, placed } from './positions.ts'
import type { FoundRow } from './rows.ts'
import type { Label } from './tokens.ts'
import { cellsUnder, isOf } from './under.ts'
import type { Form } from './vocabulary.ts'

/** Reads the cells of one row under their headings: each a figure, a refusal, or something odd. */
export function* readRow(
  form: Form,
  { row, label, slots, refused }: FoundRow,
  heads: Heads,
  positions: Positions,
): Generator<ReadCell | Refusal | Oddity> {
  const address = `${form.table.id}.${row.path}`
  const source = spanOf([label, ...slots]) ?? label.source
  if (label.key !== row.key && variantOf(label.key) !== row.key && form.table.layout === 'down') {
    yield { kind: 'label', at: address, quote: label.text, expected: row.label }
  }
  const cells = place(slots, heads, positions)
  for (const [i, head] of heads.columns.entries()) {
    const at = `${address}.${head.column.path}`
    const reason =
      refused ?? head.refused ?? (cells ? undefined : misplaced(label.text, heads, slots))
    const slot = cells?.[i]
    if (reason !== undefined) yield { at, source, reason }
    else if (slot === undefined || (slot.text === '' && slot.doubt === undefined)) {
      yield { at, value: null, source: slot?.source ?? source }
    } else yield* readSlot(form, at, slot, unitsOf(label, head, heads))
  }
}

/** The units of money that a row, a column and the table name. */
const unitsOf = (label: Label, head: Head, table: Heads): readonly Unit[] =>
  [unitIn(label.text), head.unit, table.unit].flatMap((unit) => unit ?? [])

function* readSlot(
  form: Form,
  at: string,
  { text, source, merged, doubt }: Piece,
  units: readonly Unit[],
): Generator<ReadCell | Refusal | Oddity> {
  const cell = cellAtAddress(form.format, at)
  if (cell === undefined) throw new Error(`Format ${form.format.version} has no cell ${at}`)
  const reason = doubt ?? (merged && mergedRows)
  const figure = reason ? { reason } : readFigure(text, cell, units)
  if ('reason' in figure) {
    yield { at, source, reason: figure.reason }
    return
  }
  yield { at, value: figure.value, source }
  if (figure.odd) yield { kind: 'number', at, quote: text }
}

/**
 * The cell of each column, where it is certain: in a real table just under the headings; else as
 * many figures side by side as columns, or as many cells, or cells placed as in the full rows
 * around, or nothing but blanks, or every cell repeated like its heading. Anything else lost its
 * positions.
 */
function place(
  slots: readonly Piece[],
  { columns, under, beside, unclear }: Heads,
  positions: Positions,
): readonly Piece[] | undefined {
  const first = slots.findIndex(isWritten)
  if (first < 0 && slots.every(({ doubt }) => doubt === undefined)) return []
  const count = columns.length
  const repeated = unrepeated(slots, columns)
  if (under !== undefined && isOf(under, slots)) return cellsUnder(slots, under) ?? repeated
  if (slots.length > count) {
    if (slots.length <= count + beside) return slots.slice(0, count)
    if (beside > 0 || unclear) return repeated
  }
  const written = slots.filter(isWritten)
  const together = slots.slice(first, first + count).every(isWritten)
  if (written.length === count && together && !isDisputed(slots, positions)) return written
  return placed(slots, positions, count) ?? repeated
}

/** The cells of a row that prints a merged cell anew in each column it covers, heading and figure. */
function unrepeated(slots: readonly Piece[], heads: readonly Head[]): Piece[] | undefined {
  const spans = heads.flatMap(({ printed }, i) => Array<number>(printed).fill(i))
  const cells = heads.flatMap((_, i) => slots[spans.indexOf(i)] ?? [])
  if (slots.length <= heads.length || slots.length !== spans.length) return undefined
  return slots.every(({ text }, i) => text === cells[spans[i] ?? -1]?.text) ? cells : undefined
}

/** From the first of some pieces to the last. */
export function spanOf(pieces: readonly { readonly source: Source }[]): Source | undefined {
  const first = pieces[0]?.source
  if (first === undefined) return undefined
  const start = Math.min(...pieces.map(({ source }) => source.start))
  return { ...first, start, end: Math.max(...pieces.map(({ source }) => source.end)) }
}

function misplaced(label: string, { columns, under }: Heads, slots: readonly Piece[]): Text {
  const found = slots.filter(isWritten).length
  if (under !== undefined && isOf(under, slots)) return notUnder(label)
  return {
    zh: `“${label}”后应有 ${columns.length} 个数字，却有 ${found} 个，无法确定各在哪一列`,
    en: `"${label}" should be followed by ${columns.length} figures, not ${found}: their columns are not certain`,
  }
}

const notUnder = (label: string): Text => ({
  zh: `“${label}”一行的格与列标题对不齐，或有数字不在任何列标题之下，无法确定各在哪一列`,
  en: `The cells of "${label}" do not stand under the headings, or a figure stands under none: their columns are not certain`,
})

const mergedRows: Text = {
  zh: '此格跨了几行，无法确定数字属于哪一行',
  en: 'The cell reaches over several rows: whose figure it is is not certain',
}
