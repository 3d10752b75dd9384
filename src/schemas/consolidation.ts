import { Type } from 'typebox'
import { ContentOutput } from './content.ts'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Basis, Moment, RegionCode, Year } from './parameters.ts'

const Agency = closed({ agencyId: AgencyId, name: Type.String() })

export const ConsolidationInput = named(
  'ConsolidationInput',
  closed(
    {
      region: RegionCode,
      year: Year,
      basis: Type.Optional(Basis),
      asOf: Type.Optional(Moment),
    },
    { examples: [{ region: '370781', year: 2024 }] },
  ),
)

const Provenance = named(
  'Provenance',
  closed({
    reports: whole({ description: 'Reports that state more than nothing' }),
    notStated: whole(),
    notApplicable: whole(),
    largest: nullable(
      closed({
        agencyId: AgencyId,
        name: Type.String(),
        value: nullable(Type.Number()),
        share: nullable(Type.Number()),
      }),
    ),
  }),
)

export const Consolidation = named(
  'Consolidation',
  closed({
    region: RegionCode,
    year: Year,
    basis: Basis,
    asOf: Moment,
    digest: Type.String({ description: 'Names the revisions added up' }),
    content: ContentOutput,
    coverage: closed({
      expected: whole(),
      counted: whole(),
      missing: whole(),
      late: whole(),
      missingAgencies: listOf(Agency, { description: 'At most 500 are named' }),
      without: listOf(Type.String(), { description: 'The region’s own governments, left out' }),
    }),
    provenance: Type.Unsafe<Readonly<Record<string, unknown>>>({
      type: 'object',
      additionalProperties: Provenance,
      description: 'By address: who is behind it; left out where every report states 0',
    }),
    notAdditive: listOf(
      closed({
        at: Type.String(),
        why: Type.Unsafe<string>({ type: 'string', enum: ['stock', 'transfer'] }),
        text: Type.String(),
      }),
      { description: 'Cells whose sum is to be looked at before it is taken over' },
    ),
    sentences: listOf(
      closed({
        text: Type.String(),
        figures: listOf(
          closed({
            start: whole(),
            end: whole(),
            value: Type.Number(),
            at: listOf(Type.String()),
          }),
        ),
      }),
      { description: 'Usual sentences; `start` and `end` slice each figure out of its text' },
    ),
  }),
)
