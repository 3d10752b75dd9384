import type { Text } from '../../reports/text.ts'
import { variantOf } from './label.ts'
import { isWritten } from './positions.ts'
import { rowNamed } from './row-named.ts'
import type { Token } from './tokens.ts'
import type { Form } from './vocabulary.ts'

/**
 * Whether the end of a page may have cut this row in two: the first row below the cut names none
 * of the form just as printed, and has figures, or neither has the row above it a whole name.
 */
export function isTorn(form: Form, tokens: readonly Token[], at: number): boolean {
  const here = tokens[at]
  const isRow = (token: Token) => isCut(token) || slotsOf(token).some(isWritten)
  const below = tokens.slice(at + 1).find(isRow)
  if (isCut(here) && below !== undefined && !isNamed(form, below)) return true
  const above = tokens.slice(0, at).findLast(isRow)
  if (!isCut(above) || isNamed(form, here)) return false
  return slotsOf(here).some(isWritten) || !isNamed(form, above)
}

const isCut = (token: Token | undefined): boolean => slotsOf(token).some(({ cut }) => cut === true)

function isNamed(form: Form, token: Token | undefined): boolean {
  if (token?.kind !== 'label') return false
  const key = rowNamed(form, token.key)?.key
  return key !== undefined && (key === token.key || key === variantOf(token.key))
}

const slotsOf = (token: Token | undefined) =>
  token?.kind === 'values' ? token.slots : (token?.values ?? [])

export const torn = (label: string): Text => ({
  zh: `“${label}”这一行被分页断开，无法确定各格是否完整`,
  en: `The page ends within the row "${label}": whether its cells are whole is not certain`,
})
