import { Type } from 'typebox'
import { closed, listOf, named, nullable, page, whole } from './named.ts'
import { Year } from './parameters.ts'

const summary = {
  version: Type.String({ examples: ['2021'] }),
  order: Type.String({ examples: ['国办公开办函〔2021〕30号'] }),
  from: whole({ description: 'First report year it is due for' }),
  to: nullable(whole({ description: 'Last report year it is due for' })),
}

export const FormatList = page('FormatPage', named('FormatHead', closed(summary)))

const Term = closed({ at: Type.String(), lastYear: Type.Boolean() })

const GridCell = closed({
  text: Type.String(),
  rowSpan: whole({ minimum: 1 }),
  colSpan: whole({ minimum: 1 }),
  header: Type.Boolean(),
  at: Type.Optional(Type.String({ description: 'The address of the figure printed here' })),
})

export const FormatBody = named(
  'Format',
  closed({
    ...summary,
    sections: listOf(closed({ kind: Type.String(), id: Type.String(), heading: Type.String() })),
    passages: listOf(
      closed({ address: Type.String(), section: Type.String(), label: Type.String() }),
    ),
    cells: listOf(
      closed({
        address: Type.String(),
        table: Type.String(),
        rowLabels: listOf(Type.String()),
        columnLabels: listOf(Type.String()),
        unit: Type.String(),
        signed: Type.Boolean(),
        stock: Type.Boolean({ description: 'A quantity at the end of the year' }),
        total: Type.Boolean(),
      }),
    ),
    groups: listOf(
      closed({ address: Type.String(), label: Type.String(), members: listOf(Type.String()) }),
    ),
    identities: listOf(
      closed({
        kind: Type.String({ description: 'total, balance, carryOver or stock' }),
        left: listOf(Term),
        right: listOf(Term),
      }),
    ),
    grids: listOf(
      closed({
        id: Type.String(),
        caption: Type.String(),
        rows: listOf(listOf(GridCell)),
      }),
      { description: 'Each table as printed: a spanned place is not repeated' },
    ),
    crosswalk: nullable(
      closed({
        from: Type.String(),
        crossings: listOf(
          closed({
            from: nullable(Type.String()),
            to: nullable(Type.String()),
            grade: Type.String({ description: 'exact, approximate or break' }),
            why: Type.String(),
          }),
        ),
      }),
    ),
    breaks: listOf(closed({ year: Year, at: Type.String(), why: Type.String() })),
    schema: Type.Unsafe<object>({
      type: 'object',
      additionalProperties: true,
      description: 'JSON Schema of the content, as sent',
    }),
  }),
)
