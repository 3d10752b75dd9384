import { Type } from 'typebox'
import { closed, named, nullable, whole } from './named.ts'

const Figure = Type.Union([Type.Number(), Type.Null(), Type.Literal('n/a')])

export const CellDifference = named(
  'CellDifference',
  closed(
    {
      at: Type.String({ description: 'The address of the cell' }),
      before: Type.Optional(Figure),
      after: Type.Optional(Figure),
    },
    { description: 'A side is left out where its format has no such cell' },
  ),
)

export const TextDifference = named(
  'TextDifference',
  closed(
    {
      at: Type.String({ description: 'A passage, `title`, `period.from`, `period.to`, `format`' }),
      start: whole({ description: 'Where it begins, in UTF-16 units' }),
      before: nullable(Type.String()),
      after: nullable(Type.String()),
    },
    { description: 'The stretch of a text that reads otherwise; null where there is no text' },
  ),
)
