import { type Cell, cellAtAddress } from '../../formats/cells.ts'
import type { Oddity } from '../../reports/oddity.ts'
import type { Text } from '../../reports/text.ts'
import type { Source } from '../grid.ts'
import type { ReadCell, Refusal } from '../reading.ts'
import { across } from './across.ts'
import { type Head, headsOf } from './columns.ts'
import { readFigure } from './figure.ts'
import { type FormFound, formOf } from './forms.ts'
import { variantOf } from './label.ts'
import type { Line, Piece } from './paper.ts'
import { type FoundRow, rowsIn } from './rows.ts'
import { type Token, tokensIn } from './tokens.ts'
import type { Form, Vocabulary } from './vocabulary.ts'

/** A table read: its form, its cells, and what could not be told. */
export interface TableReading {
  readonly found?: FormFound
  readonly cells: readonly ReadCell[]
  readonly refused: readonly Refusal[]
  readonly oddities: readonly Oddity[]
}

/** Reads the lines of one table. `preferred` is the format to name where the words fit several. */
export function readTable(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  preferred: string,
): TableReading {
  const tokens = tokensIn(lines, vocabulary)
  const found = formOf(vocabulary, tokens, preferred)
  if (found === undefined) return undecided(vocabulary.table, tokens)
  const { form } = found
  const reading = { cells: [] as ReadCell[], refused: [] as Refusal[], oddities: [] as Oddity[] }
  const rows = form.table.layout === 'across' ? across(form, tokens, lines) : rowsIn(form, tokens)
  const heads = form.table.blocks.map((_, block) =>
    form.table.layout === 'across'
      ? form.columns.filter((column) => column.block === block).map((column) => ({ column }))
      : headsOf(form, block, tokens),
  )
  for (const row of rows.found) readRow(form, row, heads[row.row.block] ?? [], reading)
  for (const { damaged, column } of heads.flat() as Head[]) {
    if (damaged === undefined) continue
    reading.oddities.push({
      kind: 'label',
      at: form.table.id,
      quote: damaged.text,
      expected: column.label,
    })
  }
  for (const { slots, reason } of rows.stray) {
    const source = spanOf(slots)
    if (source !== undefined && slots.some(({ text }) => text !== ''))
      reading.refused.push({ source, reason })
  }
  return { found, ...reading }
}

function readRow(
  form: Form,
  found: FoundRow,
  heads: readonly Head[],
  to: { cells: ReadCell[]; refused: Refusal[]; oddities: Oddity[] },
): void {
  const { row, label, slots } = found
  const address = `${form.table.id}.${row.path}`
  const source = spanOf([label, ...slots]) ?? label.source
  if (label.key !== row.key && variantOf(label.key) !== row.key && form.table.layout === 'down') {
    to.oddities.push({ kind: 'label', at: address, quote: label.text, expected: row.label })
  }
  const placed = found.refused ?? place(slots, heads.length, label.text)
  heads.forEach(({ column, unit, refused }, i) => {
    const at = `${address}.${column.path}`
    const cell = cellAtAddress(form.format, at) as Cell
    const reason = refused ?? (Array.isArray(placed) ? undefined : (placed as Text))
    if (reason !== undefined) {
      to.refused.push({ at, source, reason })
      return
    }
    const slot = (placed as readonly (Piece | undefined)[])[i]
    if (slot === undefined || slot.text === '') {
      to.cells.push({ at, value: null, source: slot?.source ?? source })
      return
    }
    if (slot.merged) {
      to.refused.push({ at, source: slot.source, reason: mergedRows })
      return
    }
    const figure = readFigure(slot.text, cell, unit)
    if ('reason' in figure) to.refused.push({ at, source: slot.source, reason: figure.reason })
    else {
      to.cells.push({ at, value: figure.value, source: slot.source })
      if (figure.odd) to.oddities.push({ kind: 'number', at, quote: slot.text })
    }
  })
}

/**
 * The cell of each column, where it is certain: as many figures as columns, or as many cells, or
 * nothing but blanks. Anything else lost its positions.
 */
function place(
  slots: readonly Piece[],
  count: number,
  label: string,
): readonly (Piece | undefined)[] | Text {
  const written = slots.filter(({ text }) => text !== '')
  if (written.length === 0) return slots.length === count ? slots : Array(count).fill(undefined)
  if (written.length === count) return written
  if (slots.length === count) return slots
  return {
    zh: `“${label}”后应有 ${count} 个数字，却有 ${written.length} 个，无法确定各在哪一列`,
    en: `"${label}" should be followed by ${count} figures, not ${written.length}: their columns are not certain`,
  }
}

function undecided(table: string, tokens: readonly Token[]): TableReading {
  const first = tokens.find((token) => token.kind === 'label')
  const refused = first === undefined ? [] : [{ at: table, source: first.source, reason: noForm }]
  return { cells: [], refused, oddities: [] }
}

const mergedRows: Text = {
  zh: '此格跨了几行，无法确定数字属于哪一行',
  en: 'The cell reaches over several rows: whose figure it is is not certain',
}

const noForm: Text = {
  zh: '表头不足以判断此表是哪一种格式',
  en: 'The headings do not tell which form this table is',
}

function spanOf(pieces: readonly { readonly source: Source }[]): Source | undefined {
  const first = pieces[0]?.source
  if (first === undefined) return undefined
  const start = Math.min(...pieces.map(({ source }) => source.start))
  return { ...first, start, end: Math.max(...pieces.map(({ source }) => source.end)) }
}
