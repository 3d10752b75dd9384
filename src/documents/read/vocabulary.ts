import { linesIn } from '../../formats/cells.ts'
import type { AnyBlock, Format, Line, Table } from '../../formats/format.ts'
import { formats } from '../../formats/index.ts'
import { isDamaged, keyOf, variantOf } from './label.ts'
import { furniture, labelVariants } from './wording.ts'

/** A row or column of a table as it is looked for. */
export interface Printed {
  readonly key: string
  readonly label: string
  readonly path: string
  readonly block: number
  /** How many headings stand over it. */
  readonly depth: number
}

/** The printed words of one table in one format. */
export interface Form {
  readonly format: Format
  readonly table: Table
  readonly rows: readonly Printed[]
  readonly columns: readonly Printed[]
  /** Group labels, block headings and other words that hold no figures. */
  readonly captions: ReadonlySet<string>
}

/** Every word any format prints in the table of that id. */
export interface Vocabulary {
  readonly table: string
  readonly forms: readonly Form[]
  readonly rows: ReadonlySet<string>
  readonly columns: ReadonlySet<string>
  readonly captions: ReadonlySet<string>
  /** Every beginning of a row, column or caption, to know a label that goes on. */
  readonly prefixes: ReadonlySet<string>
  readonly rowPrefixes: ReadonlySet<string>
  /** What pieces of column labels, captions and notes broken over lines are pieces of. */
  readonly fragments: readonly string[]
}

export const vocabularies: readonly Vocabulary[] = tableIds().map((table) => {
  const forms = formats.flatMap((format) => formsIn(format, table))
  const keys = (lines: (form: Form) => Iterable<string>) =>
    new Set(forms.flatMap((form) => [...lines(form)]))
  const rows = keys((form) => form.rows.map(({ key }) => key))
  const columns = keys((form) => form.columns.map(({ key }) => key))
  const captions = keys((form) => form.captions)
  const notes = forms.map(({ table: { note } }) => note?.replace(/[（）]/g, '') ?? '').map(keyOf)
  return {
    table,
    forms,
    rows,
    columns,
    captions,
    prefixes: prefixesOf([...rows, ...columns, ...captions, ...Object.keys(labelVariants)]),
    rowPrefixes: prefixesOf(rows),
    fragments: [...columns, ...captions, ...notes],
  }
})

function prefixesOf(words: Iterable<string>): ReadonlySet<string> {
  const prefixes = new Set<string>()
  for (const word of words) {
    for (let end = 1; end <= word.length; end++) prefixes.add(word.slice(0, end))
  }
  return prefixes
}

function tableIds(): readonly string[] {
  const sections = formats.flatMap((format) => format.sections)
  return [...new Set(sections.filter(({ kind }) => kind === 'table').map(({ id }) => id))]
}

function formsIn(format: Format, id: string): readonly Form[] {
  const table = format.sections.find((section) => section.id === id)
  if (table?.kind !== 'table') return []
  const captions = new Set(furniture)
  for (const block of table.blocks) {
    if (block.heading !== undefined) captions.add(keyOf(block.heading))
    for (const label of headingsOf([...block.rows, ...block.columns])) captions.add(keyOf(label))
  }
  return [
    {
      format,
      table,
      rows: printedIn(table.blocks, (block) => block.rows),
      columns: printedIn(table.blocks, (block) => block.columns),
      captions,
    },
  ]
}

function printedIn(
  blocks: readonly AnyBlock[],
  linesOf: (block: AnyBlock) => readonly Line[],
): readonly Printed[] {
  return blocks.flatMap((block, index) =>
    [...linesIn(linesOf(block))].map(({ path, line, labels }) => ({
      key: keyOf(line.label),
      label: line.label,
      path,
      block: index,
      depth: labels.length - 1,
    })),
  )
}

function* headingsOf(lines: readonly Line[]): Generator<string> {
  for (const line of lines) {
    if (line.kind !== 'heading') continue
    yield line.label
    yield* headingsOf(line.lines)
  }
}

/** Whether a label is one that some form prints, or a known variant of one. */
export const isKnown = (key: string, { rows, columns, captions }: Vocabulary): boolean =>
  [key, variantOf(key)].some(
    (one) => one !== undefined && (rows.has(one) || columns.has(one) || captions.has(one)),
  )

/** The one row label this is with characters lost; none when it could be two. */
export function damagedRow(key: string, { rows }: { rows: Iterable<string> }): string | undefined {
  const could = [...rows].filter((row) => key.length * 10 >= row.length * 6 && isDamaged(key, row))
  return could.length === 1 ? could[0] : undefined
}
