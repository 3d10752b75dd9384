import { type TSchema, Type } from 'typebox'
import { jobStates } from '../store/job.ts'
import { ContentInput, exampleContent } from './content.ts'
import { Summary } from './finding.ts'
import { closed, named, nullable, whole } from './named.ts'
import { AgencyId, Moment, State, Year } from './parameters.ts'
import { ProblemBody } from './problem.ts'
import { ImpactBody } from './ruleset.ts'

const document = {
  document: Type.Optional(
    Type.String({ contentEncoding: 'base64', description: 'Instead of content' }),
  ),
  mediaType: Type.Optional(Type.String({ maxLength: 200, description: 'Of the document' })),
}

/** What a report of a set says beside the content. */
export const setItemMembers = {
  agencyId: Type.Optional(AgencyId),
  year: Type.Optional(Year),
  ...document,
}

/** What a line of a batch says beside the content. */
export const itemMembers = {
  agencyId: AgencyId,
  year: Year,
  ...document,
  ifMatch: Type.Optional(Type.String({ maxLength: 1000 })),
  reason: Type.Optional(Type.String({ minLength: 2, maxLength: 500 })),
  submit: Type.Optional(
    Type.Boolean({ description: 'Submit it as well; not even filed when it cannot be' }),
  ),
}

export const BatchItem = named(
  'BatchItem',
  closed(
    { ...itemMembers, content: Type.Optional(ContentInput as TSchema) },
    {
      description: 'A line of a batch: a report, as content or as a document',
      examples: [{ agencyId: 'qz-science', year: 2024, content: exampleContent }],
    },
  ),
)

const Index = whole({ description: 'The line, blank ones not counted' })

const ItemResult = closed({
  index: Index,
  status: whole({
    minimum: 100,
    maximum: 599,
    description: 'What a PUT of the item alone would have answered',
  }),
  agencyId: nullable(AgencyId),
  year: nullable(Year),
  etag: Type.Optional(Type.String()),
  state: Type.Optional(State),
  revision: Type.Optional(whole({ minimum: 1 })),
  findings: Type.Optional(Summary),
  problem: Type.Optional(ProblemBody),
})

const BatchSummary = closed({
  summary: closed({
    total: whole(),
    succeeded: whole(),
    failed: whole(),
    dryRun: Type.Optional(Type.Literal(true)),
    problem: Type.Optional(ProblemBody),
  }),
})

/** A line of the answer: one for each item in order, then the summary. */
export const BatchResult = named('BatchResult', Type.Union([ItemResult, BatchSummary]))

export const JobBody = named(
  'Job',
  closed({
    id: Type.String(),
    kind: Type.Unsafe<'batch' | 'impact'>({ type: 'string', enum: ['batch', 'impact'] }),
    state: Type.Unsafe<(typeof jobStates)[number]>({ type: 'string', enum: jobStates }),
    progress: closed({
      done: whole(),
      total: whole(),
      refused: whole({ description: 'How many of those done were refused' }),
    }),
    createdAt: Moment,
    startedAt: nullable(Moment),
    finishedAt: nullable(Moment),
    resultHref: Type.String(),
    impact: Type.Optional(ImpactBody),
    problem: Type.Optional(ProblemBody),
  }),
)
