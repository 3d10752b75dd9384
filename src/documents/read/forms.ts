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
  const scored = forms.map((form) => ({ form, score: scoreOf(form, keys) }))
  const best = Math.max(...scored.map(({ score }) => score))
  const [clear, ...others] = scored.filter(({ score }) => score > best - 1)
  if (clear === undefined || best <= 0) return undefined
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

function scoreOf(form: Form, keys: ReadonlySet<string>): number {
  const words = [...form.rows, ...form.columns].map(({ key }) => key)
  const own = new Set([...words, ...form.captions])
  let score = 0
  for (const key of keys) {
    const variant = variantOf(key)
    if (own.has(key)) score += 1
    else if (variant !== undefined && own.has(variant)) score += 0.5
    else if (words.some((word) => isDamaged(key, word))) score += 0.5
  }
  return score - passedOver(form, keys)
}

/** Rows of the form that are not printed although a later one is. */
function passedOver(form: Form, keys: ReadonlySet<string>): number {
  const printed = ownRows(form).map((row) =>
    [...keys].some(
      (key) => key === row.key || variantOf(key) === row.key || isDamaged(key, row.key),
    ),
  )
  const last = printed.lastIndexOf(true)
  return printed.slice(0, last).filter((is) => !is).length
}

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
