import type { Text } from '../../reports/text.ts'
import { variantOf } from './label.ts'
import { squeeze, withoutDebris } from './normalise.ts'
import type { Line, Piece } from './paper.ts'
import { isWritten } from './positions.ts'
import { isRow, rowNamed } from './row-named.ts'
import { type FoundRow, type Rows, rowsIn } from './rows.ts'
import type { Label, Token } from './tokens.ts'
import { cellsUnder, isOf, type Under, underOf } from './under.ts'
import type { Form, Printed } from './vocabulary.ts'

/**
 * A table whose rows stand side by side in one line of figures (table 4). The line is read when
 * it has exactly as many figures as the form, or is printed as rows after all, one label each.
 */
export function across(form: Form, tokens: readonly Token[], lines: readonly Line[]): Rows {
  const isDown = tokens.some((token) => isRow(form, token) && isFilled(token))
  if (isDown && !isHeadedByRows(form, tokens)) return rowsIn(form, tokens)
  const labels = labelsOf(form, tokens)
  const written = tokens.filter(isFilled).map(figuresOf)
  const width = form.columns.length
  if (written.length === 0) return { found: labels.map((found) => ({ ...found })), stray: [] }
  const [slots = []] = written
  const figures = slots.filter(({ text }) => text !== '')
  const under = headsOf(form, tokens, slots)
  const cells = under
    ? (cellsUnder(slots, under) ?? [])
    : inCount(slots, width * labels.length, besideOf(form, tokens))
  const reason =
    written.length > 1 ||
    cells.length !== width * form.rows.length ||
    labels.length !== form.rows.length
      ? notInLine(width * form.rows.length, figures.length)
      : isHeadWhole(form, lines) && isInOrder(form, tokens)
        ? undefined
        : wrongHead
  return {
    found: labels.map((found, i) =>
      reason === undefined
        ? { ...found, slots: cells.slice(i * width, (i + 1) * width) }
        : { ...found, refused: reason },
    ),
    stray: [],
  }
}

/** So many figures, or so many cells with those beside them that are headed otherwise. */
function inCount(slots: readonly Piece[], count: number, beside: number): readonly Piece[] {
  if (beside > 0) return slots.length === count + beside ? slots.slice(0, count) : []
  const figures = slots.filter(isWritten)
  return figures.length === count ? figures : slots
}

/** How many headings that are none of the form stand in a row with its rows and columns. */
function besideOf(form: Form, tokens: readonly Token[]): number {
  const labels = tokens.flatMap((token) => (token.kind === 'label' ? [token] : []))
  const lines = new Set(
    labels.filter((label) => isRow(form, label)).map(({ source }) => source.row ?? source.line),
  )
  return labels.filter(
    ({ role, values, source }) =>
      role === 'unknown' && !values && source.column && lines.has(source.row ?? source.line),
  ).length
}

/** Whether a real table has its rows side by side, each over its columns. */
function isHeadedByRows(form: Form, tokens: readonly Token[]): boolean {
  const row = tokens.find((token) => isRow(form, token))
  const column = tokens.find((token) => token.kind === 'label' && token.role === 'column')
  if (row?.kind !== 'label' || column?.kind !== 'label') return false
  const [above, below] = [row.source, column.source]
  return above.table !== undefined && (above.row ?? 0) < (below.row ?? 0)
}

/** Where the headings stand in the grid of a real table, when each is there once for each row. */
function headsOf(form: Form, tokens: readonly Token[], slots: readonly Piece[]): Under | undefined {
  const labels = tokens.flatMap((token) => (token.kind === 'label' ? [token] : []))
  const isColumn = ({ key }: Label) =>
    form.columns.some((column) => column.key === key || column.key === variantOf(key))
  const heads = labels
    .filter(isColumn)
    .sort((a, b) => (a.source.column ?? 0) - (b.source.column ?? 0))
  if (heads.length !== form.columns.length * form.rows.length) return undefined
  const others = labels.filter((label) => label.role === 'unknown')
  const under = underOf(heads, others)
  return under && isOf(under, slots) ? under : undefined
}

/** The line of figures may have a name of its own (件数). */
const figuresOf = (token: Token): readonly Piece[] =>
  token.kind === 'values' ? token.slots : (token.values ?? [])

const isFilled = (token: Token): boolean => figuresOf(token).some(({ text }) => text !== '')

/** The rows of the form in its order, each where its label stands. */
function labelsOf(form: Form, tokens: readonly Token[]): readonly FoundRow[] {
  const labels = tokens.flatMap((token) => (token.kind === 'label' ? [token] : []))
  return form.rows.flatMap((row) => {
    const label = labels.find(({ key }: Label) => rowNamed(form, key) === row)
    return label === undefined ? [] : [{ row, label, slots: [] }]
  })
}

/**
 * Whether the head prints each column once for each row. Copies cut its narrow cells into single
 * characters in any order, so the characters are counted, with a tenth allowed to be lost.
 */
function isHeadWhole(form: Form, lines: readonly Line[]): boolean {
  const text = lines.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('')
  const printed = countOf(squeeze(withoutDebris(text)).replaceAll('合计', '总计'))
  const expected = countOf(
    form.columns
      .map(({ label }) => label)
      .join('')
      .repeat(form.rows.length),
  )
  let missing = 0
  let all = 0
  for (const [character, count] of expected) {
    all += count
    missing += Math.max(0, count - (printed.get(character) ?? 0))
  }
  return missing * 10 <= all
}

/** Where every heading can be made out, rows and columns stand as in the form. */
function isInOrder(form: Form, tokens: readonly Token[]): boolean {
  const labels = tokens.flatMap((token) => (token.kind === 'label' ? [token] : []))
  const keysOf = (lines: readonly Printed[]) =>
    labels.flatMap(({ key }) => {
      const line = lines.find((one) => one.key === key || one.key === variantOf(key))
      return line === undefined ? [] : [lines.indexOf(line)]
    })
  const columns = keysOf(form.columns)
  const rows = keysOf(form.rows)
  const whole = columns.length === form.columns.length * form.rows.length
  return (
    rows.filter((row, i) => row !== rows[i - 1]).every((row, i) => row === i) &&
    (!whole || columns.every((column, i) => column === i % form.columns.length))
  )
}

function countOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return counts
}

const notInLine = (count: number, found: number): Text => ({
  zh: `此表应有 ${count} 个数字，却有 ${found} 个，无法确定各在哪一列`,
  en: `This table should hold ${count} figures in a line, not ${found}: their columns are not certain`,
})
const wrongHead: Text = {
  zh: '此表的列标题与格式不同',
  en: 'The columns of this table are headed otherwise than in the form',
}
