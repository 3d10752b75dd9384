import { Type } from 'typebox'
import { closed, listOf, named, whole } from './named.ts'
import { Moment, SeverityName } from './parameters.ts'

const Span = named(
  'Span',
  closed(
    {
      passage: Type.String({ examples: ['narrative.problems'] }),
      start: whole(),
      end: whole(),
    },
    { description: 'A stretch of a passage, in UTF-16 offsets' },
  ),
)

const Suspect = named(
  'Suspect',
  closed(
    {
      at: Type.String(),
      reported: Type.Number(),
      wouldBe: Type.Number(),
      repairs: whole({ description: 'How many broken sums the change would mend' }),
      certainty: Type.Union([Type.Literal('certain'), Type.Literal('candidate')]),
    },
    { description: 'The cell most likely wrong, and what would mend it' },
  ),
)

const Pair = named(
  'Pair',
  closed(
    {
      at: Span,
      quote: Type.String(),
      source: closed({
        at: Span,
        quote: Type.String(),
        author: Type.String({ description: 'The agency whose report it stands in' }),
      }),
    },
    { description: 'A sentence beside the one it is like' },
  ),
)

const Answer = named('Answer', closed({ text: Type.String(), by: Type.String(), at: Moment }))

export const Finding = named(
  'Finding',
  closed(
    {
      rule: Type.String({ examples: ['total-mismatch'] }),
      severity: SeverityName,
      fingerprint: Type.String({
        description: 'The same for the same fact, however often it is checked',
      }),
      at: listOf(Type.Union([Type.String(), Span])),
      message: Type.String(),
      left: Type.Optional(Type.Number()),
      right: Type.Optional(Type.Number()),
      difference: Type.Optional(Type.Number()),
      quote: Type.Optional(Type.String()),
      suspects: Type.Optional(listOf(Suspect)),
      pairs: Type.Optional(listOf(Pair)),
      notAssessable: Type.Optional(Type.Literal(true)),
      remedy: Type.String(),
      explanation: Type.Optional(Answer),
      waiver: Type.Optional(Answer),
    },
    { description: 'A defect, where it stands, and what to do about it' },
  ),
)

export const Summary = named(
  'Summary',
  closed({
    errors: whole(),
    warnings: whole(),
    infos: whole(),
  }),
)
