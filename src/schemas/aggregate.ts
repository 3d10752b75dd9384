import { type Static, Type } from 'typebox'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { Moment, Year } from './parameters.ts'

const Key = named(
  'GroupKey',
  closed({
    region: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    own: Type.Optional(
      Type.Literal(true, {
        description:
          'By region: the agencies of the region asked for that lie in none of the regions below it, 本级; there only where it has such',
      }),
    ),
    kind: Type.Optional(Type.String()),
    agencyId: Type.Optional(Type.String()),
    year: Type.Optional(Year),
  }),
)

const Coverage = named(
  'Coverage',
  closed(
    {
      expected: whole({ description: 'Filers in the register, once for each year' }),
      counted: whole(),
      missing: whole(),
      late: whole(),
    },
    { description: 'Who is in the numbers' },
  ),
)

const Rate = named(
  'Rate',
  closed({
    label: Type.String(),
    numerator: nullable(Type.Number()),
    denominator: nullable(Type.Number()),
    value: nullable(Type.Number({ description: 'Between 0 and 1' })),
    n: nullable(Type.Number({ description: 'Cases it rests on' })),
    small: Type.Boolean({ description: 'Rests on fewer than 30 cases' }),
  }),
)

const open = (description: string) =>
  Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    additionalProperties: true,
    description,
  })

const Change = named(
  'SumChange',
  closed({
    base: Type.Number(),
    absolute: Type.Number(),
    percent: nullable(Type.Number({ description: 'Of the base; null when it is zero' })),
  }),
)

const Rank = named(
  'Rank',
  closed({
    value: Type.Number(),
    position: whole(),
    of: whole(),
    percentile: Type.Number({ description: 'How many in a hundred have no larger figure' }),
  }),
)

const Group = named(
  'AggregateGroup',
  closed({
    key: Key,
    coverage: Coverage,
    cells: open(
      'Sums nested as in a report, groups beside their rows; null where nobody stated it',
    ),
    gaps: Type.Unsafe<Readonly<Record<string, { notStated: number; notApplicable: number }>>>({
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { notStated: whole(), notApplicable: whole() },
        required: ['notStated', 'notApplicable'],
        additionalProperties: false,
      },
      description:
        'By address: how often the cell was not stated by a report, or held not applicable; of a group, all its cells together',
    }),
    indicators: Type.Unsafe<Readonly<Record<string, Static<typeof Rate>>>>({
      type: 'object',
      additionalProperties: Rate,
      description: 'Rates by name, each with numerator, denominator and n',
    }),
    changes: Type.Optional(
      Type.Unsafe<Readonly<Record<string, Static<typeof Change>>>>({
        type: 'object',
        additionalProperties: Change,
        description: 'By address: against as many years before',
      }),
    ),
    rank: Type.Optional(nullable(Rank)),
  }),
)

export const Aggregate = named(
  'Aggregate',
  closed({
    query: open('What was asked, defaults filled in'),
    asOf: Moment,
    digest: Type.String({ description: 'Names the revisions counted, group by group' }),
    groups: listOf(Group),
    breaks: listOf(
      closed({
        at: Type.String(),
        grade: Type.String({ description: 'approximate, break, or law' }),
        why: Type.String(),
        from: Type.Optional(nullable(Type.String())),
        year: Type.Optional(Year),
      }),
      { description: 'What does not compare across the formats and years asked for' },
    ),
  }),
)
