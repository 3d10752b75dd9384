import { type TSchema, Type } from 'typebox'
import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formats, newestFormat } from '../formats/index.ts'
import { passagesOf } from '../formats/passages.ts'
import { LONGEST_PASSAGE, LONGEST_TITLE, MOST, MOST_WAN } from '../reports/bounds.ts'
import { contentOf, put } from '../reports/content.ts'
import { nilReport } from '../reports/nil-report.ts'
import { closed, named, nullable } from './named.ts'

const cell = (name: string, value: TSchema, description: string) =>
  named(name, Type.Union([value, Type.Null(), Type.Literal('n/a')], { description }))

const count = cell(
  'Count',
  Type.Integer({ minimum: 0, maximum: MOST }),
  'A whole number; null where nothing is stated; "n/a" where the form says "/"',
)
const change = cell(
  'Change',
  Type.Integer({ minimum: -MOST, maximum: MOST }),
  'A whole number that may be negative; null where nothing is stated; "n/a" where the form says "/"',
)
const money = cell(
  'Money',
  Type.Number({ minimum: 0, maximum: MOST_WAN }),
  '万元 with at most six decimals; null where nothing is stated; "n/a" where the form says "/"',
)

const passage = nullable(Type.String({ maxLength: LONGEST_PASSAGE }))

/** A calendar date; the year is four digits. */
const CalendarDate = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  description: 'YYYY-MM-DD',
})

const Period = named('Period', closed({ from: CalendarDate, to: CalendarDate }))

/** A nested tree of members to a closed object; in requests every member may be left out. */
function objectOf(tree: Tree, required: boolean): TSchema {
  const properties = Object.fromEntries(
    Object.entries(tree).map(([name, node]) => {
      const schema = isSchema(node) ? node : objectOf(node, required)
      return [name, required ? schema : Type.Optional(schema)]
    }),
  )
  return closed(properties)
}

interface Tree {
  [member: string]: Tree | TSchema
}
const leaves: ReadonlySet<object> = new Set([count, change, money, passage])
const isSchema = (node: Tree | TSchema): node is TSchema => leaves.has(node)

/** The schema of a report's content in a format; `required` for answers, which spell out all. */
export function contentSchema(format: Format, required: boolean): TSchema {
  const tree: Record<string, unknown> = {}
  for (const { address } of passagesOf(format)) put(tree, address, passage)
  for (const { address, unit, signed } of cellsOf(format)) {
    put(tree, address, unit === 'fen' ? money : signed ? change : count)
  }
  const optional = <S extends TSchema>(schema: S) => (required ? schema : Type.Optional(schema))
  const members = objectOf(tree as Tree, required) as TSchema & {
    properties: Record<string, TSchema>
  }
  return named(
    `Content${format.version}${required ? '' : 'Input'}`,
    closed(
      {
        format: Type.Literal(format.version),
        title: optional(nullable(Type.String({ maxLength: LONGEST_TITLE }))),
        period: optional(nullable(Period)),
        ...members.properties,
      },
      {
        description: `A report in the format of ${format.order}`,
        examples: [contentOf(nilReport(format, '云溪市科学技术局', format.to ?? 2024))],
      },
    ),
  )
}

/** The report of an agency that had nothing to count. */
export const exampleContent = contentOf(nilReport(newestFormat, '云溪市科学技术局', 2024))

/** One of the formats, told apart by its member `format`. */
const anyOf = (required: boolean, name: string) =>
  Type.Unsafe<{ readonly format: string }>({
    $id: name,
    oneOf: formats.map((format) => contentSchema(format, required)),
    discriminator: { propertyName: 'format' },
    examples: [exampleContent],
  })

/** Content as sent: a cell left out is not stated. */
export const ContentInput = anyOf(false, 'ContentInput')

/** Content as answered: every cell spelled out. */
export const ContentOutput = anyOf(true, 'Content')
