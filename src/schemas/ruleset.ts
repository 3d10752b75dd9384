import { Type } from 'typebox'
import { Summary } from './finding.ts'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Moment, RegionCode, SeverityName, Year } from './parameters.ts'

const Version = Type.String({ maxLength: 32, examples: ['2026.0'] })

export const RulesetBody = named(
  'Ruleset',
  closed(
    {
      version: Version,
      title: Type.String(),
      from: whole({ description: 'The report years it is meant for, from this one on' }),
      inForce: Type.Boolean({ description: 'Whether reports are checked with it' }),
      since: nullable(Moment),
      rules: Type.Record(Type.String(), Type.Union([Type.Literal('asWritten'), SeverityName]), {
        description: 'By rule: as it is written, or always as grave; a rule left out is silent',
      }),
    },
    { description: 'An edition of the rules: which of them speak, and how gravely' },
  ),
)

export const ActivationInput = named(
  'ActivationInput',
  closed(
    { ruleset: Version, reason: Type.String({ minLength: 2, maxLength: 500 }) },
    { examples: [{ ruleset: '2026.0', reason: '试报期间只核对格式与勾稽关系' }] },
  ),
)

export const ActivationBody = named(
  'Activation',
  closed({
    ruleset: Version,
    since: Moment,
    client: Type.String({ description: 'Who put it in force' }),
    reason: Type.String(),
  }),
)

export const PreviewInput = named(
  'PreviewInput',
  closed(
    {
      ruleset: Version,
      against: Type.Optional(
        Type.String({
          maxLength: 32,
          description: 'The edition in force, unless another is named',
        }),
      ),
      region: Type.Optional(RegionCode),
      from: Type.Optional(Year),
      to: Type.Optional(Year),
    },
    { examples: [{ ruleset: '2026.0', region: '370700', from: 2024 }] },
  ),
)

const Change = Type.Unsafe<'gained' | 'lost' | 'reweighed'>({
  type: 'string',
  enum: ['gained', 'lost', 'reweighed'],
})

const RuleImpact = named(
  'RuleImpact',
  closed(
    {
      reports: whole({ description: 'In how many reports it would find otherwise' }),
      gained: Summary,
      lost: Summary,
      reweighed: whole({ description: 'Findings of both, otherwise grave' }),
      samples: listOf(
        closed({
          agencyId: AgencyId,
          year: Year,
          change: Change,
          severity: SeverityName,
          message: Type.String(),
        }),
      ),
    },
    { description: 'What would change in the findings of a rule' },
  ),
)

export const ImpactBody = named(
  'Impact',
  closed(
    {
      changed: whole({ description: 'Reports with any change' }),
      newlyWrong: whole({ description: 'Reports without an error now that would have one' }),
      before: Summary,
      after: Summary,
      rules: Type.Record(Type.String(), RuleImpact),
    },
    { description: 'What an edition would change, over the reports looked at so far' },
  ),
)

const ImpactFinding = named(
  'ImpactFinding',
  closed({
    rule: Type.String(),
    severity: SeverityName,
    fingerprint: Type.String(),
    message: Type.String(),
  }),
)

/** A line of the results: a report that would change; last, what it comes to. */
export const ImpactResult = named(
  'ImpactResult',
  Type.Union([
    closed({
      agencyId: AgencyId,
      year: Year,
      revision: whole({ minimum: 1 }),
      before: Summary,
      after: Summary,
      gained: listOf(ImpactFinding),
      lost: listOf(ImpactFinding),
      reweighed: listOf(ImpactFinding),
    }),
    closed({ summary: ImpactBody }),
  ]),
)
