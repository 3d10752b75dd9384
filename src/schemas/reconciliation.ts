import { Type } from 'typebox'
import { closed, listOf, named, nullable } from './named.ts'
import { Basis, Moment } from './parameters.ts'

const figure = () => nullable(Type.Number())

export const Reconciliation = named(
  'Reconciliation',
  closed({
    agencyId: Type.String(),
    year: Type.Integer(),
    region: Type.String(),
    basis: Basis,
    asOf: Moment,
    revision: Type.Integer({ description: 'Of the government’s report' }),
    filedAt: Moment,
    counted: Type.Integer({ description: 'Reports in the sum' }),
    agreeing: Type.Integer({ description: 'Cells that agree' }),
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
        agencyId: Type.String(),
        name: Type.String(),
        why: Type.Unsafe<'missing' | 'returned' | 'amended' | 'late'>({
          type: 'string',
          enum: ['missing', 'returned', 'amended', 'late'],
        }),
        revision: nullable(
          Type.Integer({ description: 'What the government counted; null where nothing' }),
        ),
        cells: Type.Integer({ description: 'Differences it is part of' }),
      }),
    ),
    unknown: listOf(closed({ agencyId: Type.String(), name: Type.String() }), {
      description: 'Expected, and nothing filed: what they would add is not known',
    }),
  }),
)
