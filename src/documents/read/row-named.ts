import { isDamaged, variantOf } from './label.ts'
import type { Token } from './tokens.ts'
import type { Form, Printed } from './vocabulary.ts'

/** The row of the form that a label names: by its words, their variant, or what is left of them. */
export const rowNamed = (form: Form, key: string): Printed | undefined =>
  form.rows.find((row) => row.key === key) ??
  form.rows.find((row) => row.key === variantOf(key)) ??
  only(form.rows.filter((row) => isDamaged(key, row.key) && key.length * 10 >= row.key.length * 6))

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

/** Whether a token is the label of a row of this form. */
export const isRow = (form: Form, token: Token): boolean =>
  token.kind === 'label' && token.role === 'row' && rowNamed(form, token.key) !== undefined

/** The first row of the form among the tokens. */
export function rowAfter(form: Form, tokens: readonly Token[]): Printed | undefined {
  const label = tokens.find((token) => isRow(form, token))
  return label?.kind === 'label' ? rowNamed(form, label.key) : undefined
}
