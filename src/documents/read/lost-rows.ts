import type { Text } from '../../reports/text.ts'
import type { Refusal } from '../reading.ts'
import { isWritten } from './positions.ts'
import { spanOf } from './row.ts'
import type { FoundRow, Rows } from './rows.ts'
import type { Token } from './tokens.ts'
import type { Form, Printed } from './vocabulary.ts'

/**
 * The rows that are missing where something stands that no row was made of: a label broken beyond
 * knowing, figures beside none, figures of two rows in one. Where rows are missing and nothing
 * stands in their place, the table is an extract and states no more than it prints.
 */
export function* lostRows(form: Form, tokens: readonly Token[], rows: Rows): Generator<Refusal> {
  const known = new Map<Token, FoundRow>(rows.found.map((each) => [each.label, each]))
  const claimed = new Set(rows.found.map(({ slots }) => slots))
  const missing = new Set(form.rows)
  for (const { row } of rows.found) missing.delete(row)
  const isAcross = form.table.layout === 'across'
  const gaps = isAcross ? [tokens] : gapsIn(tokens, known)
  for (const gap of gaps) {
    const isInside = isAcross || [gap[0], gap.at(-1)].every((end) => end && known.has(end))
    const doubt = gap
      .filter((token) => token.kind === 'label' || !claimed.has(token.slots))
      .find((token) => isDoubtful(form, token, known.get(token), isInside))
    const source = doubt && (doubt.kind === 'label' ? doubt.source : spanOf(doubt.slots))
    if (source === undefined) continue
    for (const row of between(form, gap, known)) {
      if (!missing.delete(row)) continue
      for (const { path } of form.columns.filter(({ block }) => block === row.block)) {
        yield { at: `${form.table.id}.${row.path}.${path}`, source, reason: notMadeOut(row.label) }
      }
    }
  }
}

/**
 * The rows that only the form due has, where the table, not read whole, looks like another: it may
 * be for rows that were not made out that it does.
 */
export function* rowsOfOther(form: Form, due: Form, tokens: readonly Token[]): Generator<Refusal> {
  const source = tokens.find((token) => token.kind === 'label')?.source
  const known = new Set(form.rows.map(({ path }) => path))
  for (const row of due.rows) {
    if (source === undefined || known.has(row.path)) continue
    for (const { path } of due.columns.filter(({ block }) => block === row.block))
      yield { at: `${due.table.id}.${row.path}.${path}`, source, reason: notMadeOut(row.label) }
  }
}

/** The tokens from each row found to the next, both included. */
function* gapsIn(
  tokens: readonly Token[],
  known: ReadonlyMap<Token, FoundRow>,
): Generator<readonly Token[]> {
  let gap: Token[] = []
  for (const token of tokens) {
    gap.push(token)
    if (!known.has(token)) continue
    yield gap
    gap = [token]
  }
  yield gap
}

/**
 * Whether a token may hold a row that was not found: figures that are no row's, or more than its
 * row has; between two rows, words that name none. Words around a table are no part of it.
 */
function isDoubtful(
  form: Form,
  token: Token,
  found: FoundRow | undefined,
  isInside: boolean,
): boolean {
  if (found !== undefined) {
    if (form.table.layout === 'across') return found.refused !== undefined
    const columns = form.columns.filter(({ block }) => block === found.row.block)
    return isInside && found.slots.filter(isWritten).length > columns.length
  }
  if (token.kind === 'values') return token.slots.some(isWritten)
  return token.values?.some(isWritten) || (isInside && token.role === 'unknown')
}

/** The rows of the form from the first found row of a gap to the last, or to the form's ends. */
function between(
  form: Form,
  gap: readonly Token[],
  known: ReadonlyMap<Token, FoundRow>,
): readonly Printed[] {
  const ends = [gap[0], gap.at(-1)].map((token) => token && known.get(token)?.row)
  const [from = -1, to = form.rows.length] = ends.map((row) => row && form.rows.indexOf(row))
  return form.table.layout === 'across' || to < from ? form.rows : form.rows.slice(from + 1, to)
}

const notMadeOut = (label: string): Text => ({
  zh: `没有认出“${label}”这一行，行名可能已折断或丢失`,
  en: `The row "${label}" was not made out: its label may be broken or lost`,
})
