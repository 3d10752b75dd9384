import type { Text } from '../../reports/text.ts'
import { isRow, rowAfter, rowNamed } from './row-named.ts'
import type { FoundRow, Rows, Stray } from './rows.ts'
import type { Label, Token } from './tokens.ts'
import type { Form, Printed } from './vocabulary.ts'

/** Where a stretch of loose labels and figures stands. */
interface Setting {
  readonly displaced: boolean
  readonly anyFigures: boolean
  /** The rows on either side that have their figures. */
  readonly before: Printed | undefined
  readonly after: Printed | undefined
}

/** Pairs loose labels with loose figures where there is one way to do it, and refuses the rest. */
export function pairUp(
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

/** A label without any figures: not stated if the whole table is blank, else they may be lost. */
function blankRow(form: Form, label: Label, anyFigures: boolean): readonly FoundRow[] {
  const row = label.role === 'row' ? rowNamed(form, label.key) : undefined
  if (row === undefined) return []
  return [{ row, label, slots: [], ...(anyFigures ? { refused: noFigures(label.text) } : {}) }]
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

/** Figures beside words that name no row of the form. */
export const noSuchRow = (label: string): Text => ({
  zh: `格式中没有“${label}”这一行`,
  en: `The form has no row "${label}"`,
})
