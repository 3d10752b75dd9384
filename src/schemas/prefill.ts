import { Type } from 'typebox'
import { ContentOutput } from './content.ts'
import { closed, listOf, named, whole } from './named.ts'
import { AgencyId, Year } from './parameters.ts'

const Value = Type.Union([Type.Number(), Type.Literal('n/a'), Type.Null()])

const KnownFigure = named(
  'KnownFigure',
  closed(
    {
      at: Type.String({ description: 'Address in the report to be filed' }),
      value: Value,
      from: listOf(
        closed({
          agencyId: AgencyId,
          year: Year,
          revision: whole({ minimum: 1 }),
          at: Type.String({ description: 'Address in the report of the year before' }),
          value: Value,
        }),
        { description: 'The reports it was taken from, added up' },
      ),
    },
    { description: 'A figure that is known before the report is filled in' },
  ),
)

export const Prefill = named(
  'Prefill',
  closed({
    agencyId: AgencyId,
    year: Year,
    content: ContentOutput,
    carriedOver: listOf(KnownFigure, { description: 'Filled in: equal to last year by the form' }),
    lastYear: listOf(KnownFigure, {
      description:
        'Last year’s stock, from which this year’s starts: filled in, to be brought up to date, unless it is of several agencies',
    }),
    missing: listOf(
      closed({
        agencyId: AgencyId,
        year: Year,
        why: Type.Unsafe<'not-filed' | 'divided'>({
          type: 'string',
          enum: ['not-filed', 'divided'],
          description:
            'No report of that year stands, or its agency was divided and nobody can say which share is whose',
        }),
      }),
      { description: 'Why nothing was carried over' },
    ),
  }),
)
