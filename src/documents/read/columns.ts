import type { Text } from '../../reports/text.ts'
import type { Unit } from './figure.ts'
import { isDamaged, variantOf } from './label.ts'
import { squeeze } from './normalise.ts'
import { rowNamed } from './row-named.ts'
import type { Label, Token } from './tokens.ts'
import type { Form, Printed } from './vocabulary.ts'

/** What the head of a block says about one of its columns. */
export interface Head {
  readonly column: Printed
  /** How often the heading is printed: a copy may repeat a merged cell. */
  readonly printed: number
  /** The unit of money printed in the heading. */
  readonly unit?: Unit
  /** The heading as found, when it is not printed as in the form. */
  readonly damaged?: Label
  readonly refused?: Text
}

/**
 * The column headings that stand before a block's rows, held against the form's. A block without
 * any is read by position; one whose headings name something else, or another order, is not.
 */
export function headsOf(form: Form, block: number, tokens: readonly Token[]): readonly Head[] {
  const columns = form.columns.filter((column) => column.block === block)
  const headings = headingsBefore(form, block, tokens)
  const matched = new Map<Printed, Label>()
  const times = new Map<Printed, number>()
  const foreign: Label[] = []
  const order: Printed[] = []
  for (const label of headings) {
    const column = columnNamed(columns, label, matched)
    if (column === undefined) {
      foreign.push(label)
      continue
    }
    times.set(column, (times.get(column) ?? 0) + 1)
    if (!matched.has(column)) {
      matched.set(column, label)
      order.push(column)
    }
  }
  const disordered = !isInOrder(order, columns)
  const lacking = columns.find((column) => !matched.has(column))
  return columns.map((column) => {
    const label = matched.get(column)
    const printed = times.get(column) ?? 0
    if (disordered) return { column, printed, refused: wrongOrder }
    if (label === undefined) {
      const other =
        matched.size > 0 || foreign.some(({ role }) => role === 'column') ? foreign[0] : undefined
      const refused = other && wrongHeading(column, other)
      return { column, printed, ...(refused ? { refused } : {}) }
    }
    const exact = label.key === column.key || variantOf(label.key) === column.key
    const unit = unitIn(label.text)
    return {
      column,
      printed,
      ...(unit === undefined ? {} : { unit }),
      ...(exact || lacking === column ? {} : { damaged: label }),
    }
  })
}

/** The headings between the block's first row and the row before it. */
function headingsBefore(form: Form, block: number, tokens: readonly Token[]): readonly Label[] {
  let heads: Label[] = []
  for (const token of tokens) {
    if (token.kind === 'values') continue
    const row = token.role === 'row' ? rowNamed(form, token.key) : undefined
    if (row?.block === block) return heads
    if (row !== undefined || token.values !== undefined) heads = []
    else if (token.role === 'column' || token.role === 'unknown') heads.push(token)
  }
  return []
}

function columnNamed(
  columns: readonly Printed[],
  { key }: Label,
  taken: ReadonlyMap<Printed, Label>,
): Printed | undefined {
  return (
    columns.find((column) => column.key === key || column.key === variantOf(key)) ??
    columns.find((column) => !taken.has(column) && isDamaged(key, column.key))
  )
}

/** Columns under a common heading stand a line lower: each level has its own order. */
function isInOrder(found: readonly Printed[], columns: readonly Printed[]): boolean {
  return [0, 1].every((depth) => {
    const places = found.filter((column) => column.depth === depth).map((c) => columns.indexOf(c))
    return places.every((place, i) => i === 0 || place > (places[i - 1] ?? -1))
  })
}

/** The unit of money in a label. */
export function unitIn(text: string): Unit | undefined {
  const bare = squeeze(text)
  return bare.includes('万元') ? '万元' : bare.includes('元') ? '元' : undefined
}

const wrongOrder: Text = {
  zh: '各列标题的顺序与格式不同',
  en: 'The columns are headed in another order than the form has them',
}
const wrongHeading = (column: Printed, { text }: Label): Text => ({
  zh: `应为“${column.label}”的一列标为“${text}”`,
  en: `A column is headed "${text}" where the form has "${column.label}"`,
})
