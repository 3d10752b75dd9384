import { Type } from 'typebox'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Basis, Moment, Year } from './parameters.ts'

const Contribution = named(
  'Contribution',
  closed({
    agencyId: AgencyId,
    name: Type.String(),
    year: Year,
    format: Type.String(),
    revision: whole({ minimum: 1 }),
    late: Type.Boolean(),
    value: nullable(Type.Number({ description: 'Money in 万元; null where it states none' })),
    share: nullable(Type.Number({ description: 'Of the total; null where that is 0' })),
    notStated: whole({ description: 'Cells of it not stated: 0 or 1, more for a group' }),
    notApplicable: whole(),
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
    notStated: whole(),
    notApplicable: whole(),
    reports: whole({ description: 'How many are counted' }),
    largestShare: nullable(Type.Number({ description: 'Of the largest contributor' })),
    items: listOf(Contribution),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Pass as `cursor` for the next page, as of the same moment; null on the last',
    }),
  }),
)
