import { Type } from 'typebox'
import { closed, named, nullable, page, whole } from './named.ts'
import { Moment } from './parameters.ts'

const PlaceIn = Type.Union([
  Type.String({ maxLength: 200, description: 'The address of a cell, group, table or passage' }),
  closed({
    passage: Type.String({ maxLength: 200 }),
    start: whole(),
    end: whole(),
  }),
])

export const Remark = closed({
  at: PlaceIn,
  text: Type.String({ minLength: 1, maxLength: 2000 }),
})

export const RemarkPage = page(
  'RemarkPage',
  named(
    'Remark',
    closed({
      revision: whole({ minimum: 1 }),
      action: Type.String({ description: 'The step it was said at' }),
      at: nullable(PlaceIn),
      text: Type.String(),
      client: Type.String(),
      said: Moment,
    }),
  ),
)

export const PublicUrl = Type.String({
  pattern: '^https://[^\\s/?#@]+(/[^\\s]*)?$',
  maxLength: 1000,
  description: 'Where the report was published; https only',
  examples: ['https://www.example.gov.cn/zfxxgk/2024.html'],
})
