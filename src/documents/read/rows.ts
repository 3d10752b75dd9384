import type { Text } from '../../reports/text.ts'
import { squeeze } from './normalise.ts'
import { noSuchRow, pairUp } from './pairing.ts'
import type { Piece } from './paper.ts'
import { isWritten } from './positions.ts'
import { isRow, rowAfter, rowNamed } from './row-named.ts'
import type { Label, Token } from './tokens.ts'
import { isTorn, torn } from './torn-rows.ts'
import type { Form, Printed } from './vocabulary.ts'

/** A row of a form where it stands in the document, with its figures or the reason for none. */
export interface FoundRow {
  readonly row: Printed
  readonly label: Label
  readonly slots: readonly Piece[]
  readonly refused?: Text
}

/** Figures that belong to no row of the form. */
export interface Stray {
  readonly slots: readonly Piece[]
  readonly reason: Text
}

export interface Rows {
  readonly found: readonly FoundRow[]
  readonly stray: readonly Stray[]
}

/**
 * Gives every row its figures. Figures on a label's line or inside it are its own. Others stand
 * between labels: where every group of figures follows a label they belong to the label before
 * them; where some stand first (PDF copies), the order alone must leave one way to pair them.
 */
export function rowsIn(form: Form, all: readonly Token[]): Rows {
  const tokens = withoutFillers(form, all)
  const found: FoundRow[] = []
  const stray: Stray[] = []
  const displaced = isDisplaced(form, tokens)
  const anyFigures = tokens.some((token) => figuresOf(token).some(({ text }) => text !== ''))
  let segment: Token[] = []
  let before: Printed | undefined
  const doubtful = new Set<Printed | undefined>()
  const close = (after?: Printed) => {
    const rows = pairUp(form, segment, { displaced, anyFigures, before, after })
    if (displaced && leavesOver(form, segment, before ?? after)) doubtful.add(before).add(after)
    before = after
    found.push(...rows.found)
    stray.push(...rows.stray)
    segment = []
  }
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'label' && token.role !== 'row' && token.role !== 'unknown') {
      if (token.values) stray.push({ slots: token.values, reason: noSuchRow(token.text) })
      // Captions of groups stand anywhere among their rows; columns begin a new block.
      if (token.role === 'column') {
        close(rowAfter(form, tokens.slice(i)))
        before = lastOfBlockBefore(form, before)
      }
    } else if (token.kind === 'label' && token.values !== undefined) {
      const row = rowOf(form, token)
      close(row)
      const refused = isTorn(form, tokens, i) ? { refused: torn(token.text) } : {}
      if (row !== undefined) found.push({ row, label: token, slots: token.values, ...refused })
      else stray.push({ slots: token.values, reason: noSuchRow(token.text) })
    } else segment.push(token)
  }
  close()
  const sure = found.map((each) =>
    doubtful.has(each.row) && each.slots.length > 0
      ? { ...each, refused: besideLoose(each) }
      : each,
  )
  return { found: onceEach(sure), stray }
}

/** Cells so many to a row are narrow. */
const NARROW = 5

/**
 * Whether fewer figures than a row has stand between two rows. A number too wide for a narrow cell
 * is broken over two lines, and what stands on the second is no figure of its own: whose it is,
 * and so what the rows around it say, is not certain.
 */
function leavesOver(form: Form, segment: readonly Token[], near: Printed | undefined): boolean {
  const columns = form.columns.filter(({ block }) => block === near?.block).length
  const short = (token: Token) => {
    const written = token.kind === 'values' ? token.slots.filter(isWritten).length : 0
    return written > 0 && written < columns
  }
  return columns >= NARROW && segment.some(short)
}

/**
 * The row a label names. 其他 begins another row's label as well: with the number of that row it
 * is what a narrow cell left of it ("2.其他" | "法律行政法规…"), and no row of its own.
 */
function rowOf(form: Form, { key, text }: Label): Printed | undefined {
  const row = rowNamed(form, key)
  const number = numberOf(text)
  const isPiece = form.rows.some(
    (other) => other !== row && other.key.startsWith(key) && numberOf(other.label) === number,
  )
  return isPiece && number !== '' ? undefined : row
}

const numberOf = (label: string): string => /^\d{1,2}(?=[.、．])/.exec(squeeze(label))?.[0] ?? ''

/** Where a block begins, the row before is the last of the block before, if its own first row is here. */
function lastOfBlockBefore(form: Form, first: Printed | undefined): Printed | undefined {
  const above = first && form.rows[form.rows.indexOf(first) - 1]
  return above?.block === first?.block ? undefined : above
}

/** Empty cells that follow no row label fill up merged cells: they state nothing. */
const withoutFillers = (form: Form, tokens: readonly Token[]): readonly Token[] =>
  tokens.filter((token, i) => {
    if (token.kind === 'label' || token.slots.some(({ text }) => text !== '')) return true
    const before = tokens[i - 1]
    return before?.kind === 'label' && before.values === undefined && isRow(form, before)
  })

const figuresOf = (token: Token): readonly Piece[] =>
  token.kind === 'values' ? token.slots : (token.values ?? [])

/** Whether some figures do not follow a label of their own. */
function isDisplaced(form: Form, tokens: readonly Token[]): boolean {
  let waiting = false
  for (const token of tokens) {
    if (token.kind === 'label') {
      waiting = token.values === undefined && (token.role === 'unknown' || isRow(form, token))
    } else if (!waiting) return true
    else waiting = false
  }
  return false
}

/** A row that stands twice with figures is not read at all. */
function onceEach(found: readonly FoundRow[]): readonly FoundRow[] {
  const kept = new Map<string, FoundRow>()
  for (const each of found) {
    const before = kept.get(each.row.path)
    const blank = before !== undefined && each.slots.length === 0
    if (before === undefined || before.slots.length === 0) kept.set(each.row.path, each)
    else if (!blank)
      kept.set(each.row.path, { ...before, slots: [], refused: twice(each.label.text) })
  }
  return [...kept.values()]
}

const besideLoose = ({ label }: FoundRow): Text => ({
  zh: `“${label.text}”旁边有多出的数字，可能是一个数字折成了两行`,
  en: `Figures are left over beside "${label.text}": a number may be broken over two lines`,
})

const twice = (label: string): Text => ({
  zh: `“${label}”出现两次`,
  en: `"${label}" stands twice`,
})
