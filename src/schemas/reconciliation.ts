import { Type } from 'typebox'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Basis, Moment, RegionCode, Year } from './parameters.ts'

const figure = () => nullable(Type.Number())

export const Reconciliation = named(
  'Reconciliation',
  closed({
    agencyId: AgencyId,
    year: Year,
    region: RegionCode,
    basis: Basis,
    asOf: Moment,
    revision: whole({ minimum: 1, description: 'Of the government’s report' }),
    filedAt: Moment,
    counted: whole({ description: 'Reports in the sum' }),
    agreeing: whole({ description: 'Cells that agree' }),
    explained: Type.Boolean({ description: 'One set of agencies explains every difference' }),
    complete: Type.Boolean({ description: 'The search came to its end' }),
    differences: listOf(
      closed({
        at: Type.String(),
        filed: figure(),
        sum: figure(),
        difference: figure(),
        additive: Type.Boolean({ description: 'False for stocks, which do not add up' }),
        agencies: nullable(listOf(Type.String(), { description: 'Who makes up the difference' })),
      }),
    ),
    agencies: listOf(
      closed({
        agencyId: AgencyId,
        name: Type.String(),
        why: Type.Unsafe<'missing' | 'returned' | 'amended' | 'late'>({
          type: 'string',
          enum: ['missing', 'returned', 'amended', 'late'],
        }),
        revision: nullable(
          whole({ description: 'What the government counted; null where nothing' }),
        ),
        cells: whole({ description: 'Differences it is part of' }),
      }),
    ),
    unknown: listOf(closed({ agencyId: AgencyId, name: Type.String() }), {
      description: 'Expected, and nothing filed: what they would add is not known',
    }),
  }),
)
