import type { Text } from '../../reports/text.ts'
import { isDamaged, variantOf } from './label.ts'
import type { Piece } from './paper.ts'
import type { Label, Token } from './tokens.ts'
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

/** The row of the form that a label names: by its words, their variant, or what is left of them. */
export const rowNamed = (form: Form, key: string): Printed | undefined =>
  form.rows.find((row) => row.key === key) ??
  form.rows.find((row) => row.key === variantOf(key)) ??
  only(form.rows.filter((row) => isDamaged(key, row.key) && key.length * 10 >= row.key.length * 6))

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

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
  const close = (after?: Printed) => {
    const rows = pairUp(form, segment, { displaced, anyFigures, before, after })
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
      const row = rowNamed(form, token.key)
      close(row)
      if (row !== undefined) found.push({ row, label: token, slots: token.values })
      else stray.push({ slots: token.values, reason: noSuchRow(token.text) })
    } else segment.push(token)
  }
  close()
  return { found: onceEach(found), stray }
}

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

const isRow = (form: Form, token: Token): boolean =>
  token.kind === 'label' && token.role === 'row' && rowNamed(form, token.key) !== undefined

/** Where a stretch of loose labels and figures stands. */
interface Setting {
  readonly displaced: boolean
  readonly anyFigures: boolean
  /** The rows on either side that have their figures. */
  readonly before: Printed | undefined
  readonly after: Printed | undefined
}

function pairUp(
  form: Form,
  segment: readonly Token[],
  { displaced, anyFigures, before, after }: Setting,
): Rows {
  const tokens = segment.filter(
    (token) =>
      token.kind === 'values' || isRow(form, token) || (!displaced && token.role === 'unknown'),
  )
  const labels = tokens.flatMap((token) => (token.kind === 'label' ? [token] : []))
  const groups = tokens.flatMap((token) => (token.kind === 'values' ? [token.slots] : []))
  if (groups.length === 0)
    return { found: labels.flatMap((label) => blankRow(form, label, anyFigures)), stray: [] }
  if (!displaced) return pairWithLabelBefore(form, tokens, after)
  const inOrder =
    labels.length === groups.length && arePairs(tokens) && isUnbroken(form, before, labels, after)
  const found = labels.flatMap((label, i): FoundRow[] => {
    const row = rowNamed(form, label.key)
    if (row === undefined) return []
    return inOrder
      ? [{ row, label, slots: groups[i] ?? [] }]
      : [{ row, label, slots: [], refused: ambiguous(label.text) }]
  })
  const unclaimed = inOrder ? [] : groups.map((slots) => ({ slots, reason: unplaced }))
  return { found, stray: labels.length === 0 ? unclaimed : [] }
}

/** Label and figures take turns, either first, so that each pair stands together. */
function arePairs(tokens: readonly Token[]): boolean {
  for (let i = 0; i < tokens.length; i += 2) {
    if (tokens[i]?.kind === tokens[i + 1]?.kind) return false
  }
  return true
}

/** No row of the form is missing from here to there: figures without a label could be its. */
function isUnbroken(
  form: Form,
  before: Printed | undefined,
  labels: readonly Label[],
  after: Printed | undefined,
): boolean {
  const found = labels.map(({ key }) => rowNamed(form, key))
  const places = [before, ...found, after].map((row) => (row ? form.rows.indexOf(row) : undefined))
  const ends = [...places.keys()].slice(1)
  return ends.every((i) => {
    const last = places[i - 1] ?? -1
    return (places[i] ?? form.rows.length) === last + 1
  })
}

/** Figures below a label are its own unless the row after it lost its label: then there is no telling. */
function pairWithLabelBefore(
  form: Form,
  tokens: readonly Token[],
  after: Printed | undefined,
): Rows {
  const found: FoundRow[] = []
  const stray: Stray[] = []
  tokens.forEach((token, i) => {
    if (token.kind === 'values') return
    const next = tokens[i + 1]
    const row = token.role === 'row' ? rowNamed(form, token.key) : undefined
    if (next?.kind !== 'values') found.push(...blankRow(form, token, true))
    else if (row === undefined) stray.push({ slots: next.slots, reason: noSuchRow(token.text) })
    else {
      const following = rowAfter(form, tokens.slice(i + 1)) ?? after
      const lost = following !== undefined && following !== form.rows[form.rows.indexOf(row) + 1]
      const refused = lost ? { refused: ambiguous(token.text) } : {}
      found.push({ row, label: token, slots: next.slots, ...refused })
    }
  })
  return { found, stray }
}

function rowAfter(form: Form, tokens: readonly Token[]): Printed | undefined {
  const label = tokens.find((token) => isRow(form, token))
  return label?.kind === 'label' ? rowNamed(form, label.key) : undefined
}

/** A label without any figures: not stated if the whole table is blank, else they may be lost. */
function blankRow(form: Form, label: Label, anyFigures: boolean): readonly FoundRow[] {
  const row = label.role === 'row' ? rowNamed(form, label.key) : undefined
  if (row === undefined) return []
  return [{ row, label, slots: [], ...(anyFigures ? { refused: noFigures(label.text) } : {}) }]
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

const unplaced: Text = { zh: '这些数字旁边没有行名', en: 'No row label stands by these figures' }
const ambiguous = (label: string): Text => ({
  zh: `“${label}”附近的数字无法确定属于哪一行`,
  en: `Which row the figures near "${label}" belong to is not certain`,
})
const noFigures = (label: string): Text => ({
  zh: `“${label}”旁边没有数字，可能在复制时丢失`,
  en: `No figures stand by "${label}": they may have been lost in copying`,
})
const noSuchRow = (label: string): Text => ({
  zh: `格式中没有“${label}”这一行`,
  en: `The form has no row "${label}"`,
})
const twice = (label: string): Text => ({
  zh: `“${label}”出现两次`,
  en: `"${label}" stands twice`,
})
