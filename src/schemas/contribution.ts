import { Type } from 'typebox'
import { closed, listOf, named, nullable } from './named.ts'
import { Basis, Moment } from './parameters.ts'

const Contribution = named(
  'Contribution',
  closed({
    agencyId: Type.String(),
    name: Type.String(),
    year: Type.Integer(),
    format: Type.String(),
    revision: Type.Integer(),
    late: Type.Boolean(),
    value: nullable(Type.Number({ description: 'Money in 万元; null where it states none' })),
    share: nullable(Type.Number({ description: 'Of the total; null where that is 0' })),
    notStated: Type.Integer({ description: 'Cells of it not stated: 0 or 1, more for a group' }),
    notApplicable: Type.Integer(),
    link: Type.String({ description: 'The revision that was counted' }),
  }),
)

export const Contributions = named(
  'Contributions',
  closed({
    asOf: Moment,
    digest: Type.String({ description: 'The digest of the aggregate, ungrouped' }),
    basis: Basis,
    cell: Type.String(),
    total: nullable(Type.Number()),
    notStated: Type.Integer(),
    notApplicable: Type.Integer(),
    reports: Type.Integer({ description: 'How many are counted' }),
    largestShare: nullable(Type.Number({ description: 'Of the largest contributor' })),
    items: listOf(Contribution),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Pass as `cursor` for the next page, as of the same moment; null on the last',
    }),
  }),
)
