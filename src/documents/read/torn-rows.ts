import type { Text } from '../../reports/text.ts'
import { variantOf } from './label.ts'
import { isWritten } from './positions.ts'
import { rowNamed } from './row-named.ts'
import type { Token } from './tokens.ts'
import type { Form } from './vocabulary.ts'

/**
 * Whether the end of a page may have cut this row in two: the first row below the cut is not
 * blank and names none of the form just as printed. What each half prints is not all of its row.
 */
export function isTorn(form: Form, tokens: readonly Token[], at: number): boolean {
  const here = tokens[at]
  const below = tokens.slice(at + 1).find((token) => !isHead(token))
  if (isCut(here) && isRest(form, below)) return true
  return isCut(tokens.slice(0, at).findLast((token) => !isHead(token))) && isRest(form, here)
}

/** Column heads and captions, which a table prints anew on each page. */
const isHead = (token: Token): boolean =>
  token.kind === 'label' &&
  token.values === undefined &&
  (token.role === 'column' || token.role === 'caption')

const isCut = (token: Token | undefined): boolean => slotsOf(token).some(({ cut }) => cut === true)

function isRest(form: Form, token: Token | undefined): boolean {
  if (token === undefined || !slotsOf(token).some(isWritten)) return false
  if (token.kind === 'values') return true
  const row = rowNamed(form, token.key)
  return row === undefined || (row.key !== token.key && row.key !== variantOf(token.key))
}

const slotsOf = (token: Token | undefined) =>
  token?.kind === 'values' ? token.slots : (token?.values ?? [])

export const torn = (label: string): Text => ({
  zh: `“${label}”这一行被分页断开，无法确定各格是否完整`,
  en: `The page ends within the row "${label}": whether its cells are whole is not certain`,
})
