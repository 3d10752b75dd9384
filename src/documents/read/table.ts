import type { Oddity } from '../../reports/oddity.ts'
import type { Text } from '../../reports/text.ts'
import type { Source } from '../grid.ts'
import type { ReadCell, Refusal } from '../reading.ts'
import { across } from './across.ts'
import { type Heads, headsOf, unitAbove } from './columns.ts'
import { isEmbedded } from './embedded.ts'
import { type FormFound, formOf } from './forms.ts'
import { lostRows, rowsOfOther } from './lost-rows.ts'
import { squeeze } from './normalise.ts'
import type { Line } from './paper.ts'
import { type Positions, positionsIn } from './positions.ts'
import { readRow, spanOf } from './row.ts'
import { rowsIn } from './rows.ts'
import { type Token, tokensIn } from './tokens.ts'
import { unturned, upright } from './upright.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A table read: its form, its cells, and what could not be told. */
export interface TableReading {
  readonly found?: FormFound
  readonly cells: readonly ReadCell[]
  readonly refused: readonly Refusal[]
  readonly oddities: readonly Oddity[]
}

/**
 * Reads the lines of one table, upright or turned. `preferred` is the format to name where the words
 * fit several.
 */
export function readTable(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  preferred: string,
): TableReading {
  const set = upright(vocabulary, lines)
  if (set === undefined) return readUpright(vocabulary, lines, preferred)
  if ('zh' in set) {
    const source = spanOf(lines.flatMap(({ pieces }) => pieces))
    return {
      cells: [],
      refused: source ? [{ at: vocabulary.table, source, reason: set }] : [],
      oddities: [],
    }
  }
  const reading = readUpright(vocabulary, set, preferred)
  const back = <T extends { readonly source: Source }>(one: T): T => ({
    ...one,
    source: unturned(one.source),
  })
  return { ...reading, cells: reading.cells.map(back), refused: reading.refused.map(back) }
}

function readUpright(
  vocabulary: Vocabulary,
  lines: readonly Line[],
  preferred: string,
): TableReading {
  const tokens = tokensIn(lines, vocabulary)
  const found = formOf(vocabulary, tokens, preferred)
  if (found === undefined) return undecided(vocabulary, tokens, lines)
  const { form } = found
  const cells: ReadCell[] = []
  const refused: Refusal[] = []
  const oddities: Oddity[] = []
  const rows = form.table.layout === 'across' ? across(form, tokens, lines) : rowsIn(form, tokens)
  const unit = unitAbove(lines)
  const heads = form.table.blocks.map((_, block): Heads => {
    if (form.table.layout !== 'across') return { ...headsOf(form, block, tokens), unit }
    const columns = form.columns.filter((column) => column.block === block)
    return { columns: columns.map((column) => ({ column, printed: 1 })), beside: 0, unclear: false }
  })
  const positions = heads.map(({ columns }, block) => {
    const own = rows.found.filter(({ row }) => row.block === block)
    return positionsIn(
      own.map(({ slots }) => slots),
      columns.length,
    )
  })
  for (const row of rows.found) {
    const { block } = row.row
    for (const read of readRow(form, row, heads[block] ?? none, positions[block] ?? nowhere)) {
      if ('reason' in read) refused.push(read)
      else if ('kind' in read) oddities.push(read)
      else cells.push(read)
    }
  }
  for (const { damaged, column } of heads.flatMap(({ columns }) => columns)) {
    if (damaged === undefined) continue
    const { text: quote } = damaged
    oddities.push({ kind: 'label', at: form.table.id, quote, expected: column.label })
  }
  for (const { slots, reason } of rows.stray) {
    const source = spanOf(slots)
    const isWritten = slots.some(({ text }) => text !== '')
    if (source !== undefined && isWritten) refused.push({ source, reason })
  }
  refused.push(...lostRows(form, tokens, rows))
  const due = vocabulary.forms.find(({ format }) => format.version === preferred)
  if (due !== undefined && refused.length > 0) refused.push(...rowsOfOther(form, due, tokens))
  if (cells.length === 0 && refused.length === 0) refused.push(...noRows(vocabulary, lines))
  return { found, cells, refused, oddities }
}

const none: Heads = { columns: [], beside: 0, unclear: false }
const nowhere: Positions = { shown: new Map(), disputed: new Set(), padded: false }

function undecided(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  lines: readonly Line[],
): TableReading {
  const first = tokens.find((token) => token.kind === 'label')
  const refused =
    first === undefined
      ? noRows(vocabulary, lines)
      : [{ at: vocabulary.table, source: first.source, reason: noForm }]
  return { cells: [], refused, oddities: [] }
}

/** What stands where a table should: a picture of it, or a sentence that tells its figures. */
function noRows({ table, rows }: Vocabulary, lines: readonly Line[]): readonly Refusal[] {
  const picture = lines.flatMap(({ pieces }) => pieces).find(isEmbedded)
  if (picture?.doubt) return [{ at: table, source: picture.source, reason: picture.doubt }]
  const names = [...rows].filter((row) => row.length >= SENTENCE)
  const sentence = lines
    .flatMap(({ pieces }) => pieces)
    .find(({ text }) => {
      const words = /\d/.test(text) ? squeeze(text.slice(0, LONGEST)) : ''
      return names.some((name) => words.includes(name))
    })
  return sentence === undefined ? [] : [{ at: table, source: sentence.source, reason: noTable }]
}

/** The figures of a table told in words are at its beginning. */
const LONGEST = 2_000
/** A row's name this long stands in no sentence by chance. */
const SENTENCE = 4

const noForm: Text = {
  zh: '表头不足以判断此表是哪一种格式',
  en: 'The headings do not tell which form this table is',
}
const noTable: Text = {
  zh: '此表的内容写成了文字，没有行和列，无法确定数字属于哪一格',
  en: 'This table is written as running text without rows and columns: whose its figures are is not certain',
}
