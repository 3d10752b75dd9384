import { isDamaged, variantOf } from './label.ts'
import type { Token } from './tokens.ts'
import type { Form, Printed, Vocabulary } from './vocabulary.ts'

/** Which format a table is printed in. `certain` when its own words decide. */
export interface FormFound {
  readonly form: Form
  readonly certain: boolean
}

/**
 * The form whose words a table prints: every word found speaks for the forms that have it, every
 * row passed over without being printed speaks against. Where the words leave two forms open, the
 * preferred one serves if both would read every row found alike; otherwise there is no telling.
 */
export function formOf(
  { forms }: Vocabulary,
  tokens: readonly Token[],
  preferred: string,
): FormFound | undefined {
  const keys = new Set(tokens.flatMap((token) => (token.kind === 'label' ? [token.key] : [])))
  const scored = forms.map((form) => ({ form, score: scoreOf(form, forms, keys) }))
  const best = Math.max(...scored.map(({ score }) => score))
  const [clear, ...others] = scored.filter(({ score }) => score > best - 1)
  if (clear === undefined || keys.size === 0) return undefined
  if (others.length === 0) return { form: clear.form, certain: true }
  const open = [clear, ...others].map(({ form }) => form)
  const chosen = open.find(({ format }) => format.version === preferred)
  const leading = scored.filter(({ score }) => score === best).map(({ form }) => form)
  if (chosen === undefined) return undefined
  if (readAlike(open, keys)) return { form: chosen, certain: false }
  return leading.length === 1 && leading[0] === chosen
    ? { form: chosen, certain: false }
    : undefined
}

function scoreOf(form: Form, forms: readonly Form[], keys: ReadonlySet<string>): number {
  const words = [...form.rows, ...form.columns].map(({ key }) => key)
  const own = new Set([...words, ...form.captions])
  let score = 0
  for (const key of keys) {
    const variant = variantOf(key)
    if (own.has(key)) score += 1
    else if (variant !== undefined && own.has(variant)) score += 0.5
    else if (words.some((word) => isDamaged(key, word))) score += 0.5
  }
  return score - passedOver(form, forms, keys)
}

/**
 * Rows that only this form has and that are not printed, though the rows around them are: a copy
 * that breaks off, or has other gaps, says nothing about the form.
 */
function passedOver(form: Form, forms: readonly Form[], keys: ReadonlySet<string>): number {
  let missing = 0
  let run = 0
  let onlyOwn = true
  let begun = false
  for (const row of ownRows(form)) {
    if (isPrinted(row, keys)) {
      if (begun && onlyOwn) missing += run
      begun = true
      run = 0
      onlyOwn = true
    } else {
      run += 1
      onlyOwn &&= forms.some(({ rows }) => rows.every(({ key }) => key !== row.key))
    }
  }
  return missing
}

const isPrinted = (row: Printed, keys: ReadonlySet<string>): boolean =>
  [...keys].some((key) => key === row.key || variantOf(key) === row.key || isDamaged(key, row.key))

/** Whether the rows found are the same cells in each form. */
function readAlike(forms: readonly Form[], keys: ReadonlySet<string>): boolean {
  const cells = forms.map((form) => {
    const rows = ownRows(form).filter((row) => keys.has(row.key))
    return rows.map((row) => [row.path, columnPaths(form, row.block)].join()).join(';')
  })
  return new Set(cells).size === 1
}

/** The rows whose labels are no column's as well (其他, 总计): those prove nothing. */
function ownRows(form: Form): readonly Printed[] {
  const columns = new Set(form.columns.map(({ key }) => key))
  return form.rows.filter(({ key }) => !columns.has(key))
}

const columnPaths = (form: Form, block: number): string =>
  form.columns
    .filter((column) => column.block === block)
    .map(({ path }) => path)
    .join('+')
