import type { Text } from '../../reports/text.ts'
import type { Unit } from './figure.ts'
import { isDamaged, variantOf } from './label.ts'
import { squeeze } from './normalise.ts'
import type { Line as LineOfText } from './paper.ts'
import { rowNamed } from './row-named.ts'
import type { Label, Token } from './tokens.ts'
import { type Under, underOf } from './under.ts'
import type { Form, Printed } from './vocabulary.ts'
import { remarkWords } from './wording.ts'

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

/** The headings of a block. */
export interface Heads {
  readonly columns: readonly Head[]
  /** Where they stand, if in the grid of a real table. */
  readonly under?: Under
  /** How many columns stand beside those of the form, as far as the headings tell. */
  readonly beside: number
  /** Whether something else is headed of which they do not tell where it stands. */
  readonly unclear: boolean
  /** The unit of money named above the table. */
  readonly unit?: Unit | undefined
}

/**
 * The column headings that stand before a block's rows, held against the form's. A block without
 * any is read by position; one whose headings name something else, or another order, is not.
 */
export function headsOf(form: Form, block: number, tokens: readonly Token[]): Heads {
  const columns = form.columns.filter((column) => column.block === block)
  const headings = headingsBefore(form, block, tokens)
  const found = new Map<Printed, Label[]>()
  const foreign: Label[] = []
  for (const label of headings) {
    const column = columnNamed(columns, label, found)
    if (column === undefined) foreign.push(label)
    else found.set(column, [...(found.get(column) ?? []), label])
  }
  const first = columns.map((column) => found.get(column)?.[0])
  const refused = !isInOrder([...found.keys()], columns)
    ? wrongOrder
    : isSeveral(columns, headings)
      ? several
      : undefined
  const under = underOf(first, foreign)
  const last = first.at(-1)
  const beside = foreign.filter(
    (label) => remarkWords.includes(label.key) || (last !== undefined && isAfter(label, last)),
  )
  return {
    columns: columns.map((column, i) => {
      const printed = found.get(column)?.length ?? 0
      if (refused !== undefined) return { column, printed, refused }
      return { column, printed, ...headed(column, first[i], first, foreign) }
    }),
    ...(under && { under }),
    beside: beside.length,
    unclear: foreign.some((label) => label.source.column !== undefined && !beside.includes(label)),
  }
}

/** What the heading of a column says, of all headings of its block. */
function headed(
  column: Printed,
  label: Label | undefined,
  all: readonly (Label | undefined)[],
  foreign: readonly Label[],
): Pick<Head, 'unit' | 'damaged' | 'refused'> {
  if (label === undefined) {
    const isNamed = all.some((one) => one !== undefined)
    const other = isNamed || foreign.some(({ role }) => role === 'column') ? foreign[0] : undefined
    return other ? { refused: wrongHeading(column, other) } : {}
  }
  const isExact = label.key === column.key || variantOf(label.key) === column.key
  const unit = unitIn(label.text)
  return { ...(unit && { unit }), ...(isExact ? {} : { damaged: label }) }
}

/** The headings between the block's first row and the row before it. */
function headingsBefore(form: Form, block: number, tokens: readonly Token[]): readonly Label[] {
  let heads: Label[] = []
  for (const token of tokens) {
    if (token.kind === 'values') continue
    const row = token.role === 'row' ? rowNamed(form, token.key) : undefined
    if (row?.block === block) return heads
    const isFilled = token.values !== undefined && !isBeside(token, heads.at(-1))
    if (row !== undefined || isFilled) heads = []
    else if (token.role === 'column' || token.role === 'unknown') heads.push(token)
  }
  return []
}

function columnNamed(
  columns: readonly Printed[],
  { key }: Label,
  taken: ReadonlyMap<Printed, unknown>,
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

/** Whether a line of headings begins anew: the figures of several years, or offices, side by side. */
function isSeveral(columns: readonly Printed[], headings: readonly Label[]): boolean {
  const lines = new Map<number, string[]>()
  for (const { key, source } of headings) {
    const line = source.row ?? source.line
    if (line === undefined || columns.every((column) => column.key !== key)) continue
    const before = lines.get(line) ?? []
    if (before.includes(key) && before.at(-1) !== key) return true
    lines.set(line, [...before, key])
  }
  return false
}

/** Whether a label stands in the same row as a heading, whatever strays beside it. */
const isBeside = ({ source: a }: Label, head: Label | undefined): boolean =>
  head !== undefined &&
  (a.row ?? a.line) !== undefined &&
  a.row === head.source.row &&
  a.line === head.source.line

const isAfter = ({ source: a }: Label, { source: b }: Label): boolean =>
  a.row === b.row && a.line === b.line && (a.column ?? 0) > (b.column ?? 0)

/** The unit of money in a label. */
export function unitIn(text: string): Unit | undefined {
  const bare = squeeze(text)
  return bare.includes('万元') ? '万元' : bare.includes('元') ? '元' : undefined
}

/** The unit of money that a note above the table names: 单位：件、万元. */
export function unitAbove(lines: readonly LineOfText[]): Unit | undefined {
  const texts = lines.flatMap(({ pieces }) => pieces.map(({ text }) => squeeze(text.slice(0, 40))))
  const units = texts
    .filter((text) => /^\(?(?:计量|金额|数量)?单位:/.test(text))
    .flatMap((text) => text.match(/万?元/g) ?? [])
  const [unit, other] = new Set(units)
  return other === undefined && (unit === '元' || unit === '万元') ? unit : undefined
}

const wrongOrder: Text = {
  zh: '各列标题的顺序与格式不同',
  en: 'The columns are headed in another order than the form has them',
}
const several: Text = {
  zh: '各列标题出现了两遍，可能是几个年度或几个单位并列，请只保留本年度本单位的列',
  en: 'The columns are headed twice, perhaps for several years or offices: keep those of this report',
}
const wrongHeading = (column: Printed, { text }: Label): Text => ({
  zh: `应为“${column.label}”的一列标为“${text}”`,
  en: `A column is headed "${text}" where the form has "${column.label}"`,
})
