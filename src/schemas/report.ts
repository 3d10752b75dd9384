import { Type } from 'typebox'
import { Lock } from './calendar.ts'
import { ContentOutput, exampleContent } from './content.ts'
import { CellDifference, TextDifference } from './difference.ts'
import { Finding, Summary } from './finding.ts'
import { closed, listOf, named, nullable, page, whole } from './named.ts'
import { AgencyId, Day, FormatVersion, Moment, State, Year } from './parameters.ts'

const RevisionNumber = whole({ minimum: 1, examples: [1] })

export const head = {
  agencyId: AgencyId,
  year: Year,
  state: State,
  revision: RevisionNumber,
  basis: closed({
    submitted: nullable(RevisionNumber),
    accepted: nullable(RevisionNumber),
    published: nullable(RevisionNumber),
  }),
  format: FormatVersion,
  due: Day,
  late: Type.Boolean(),
  locked: nullable(Lock),
  submittedAt: nullable(Moment),
  updatedAt: Moment,
  digest: Type.String({ description: 'SHA-256 of the content as RFC 8785 canonical JSON, in hex' }),
  publicUrl: nullable(Type.String({ description: 'Where it was published' })),
  allowedActions: listOf(Type.String(), {
    description:
      'What its state, the calendar and the role of the caller allow now; findings that stand, or content that has not changed, may still be in the way of submit',
  }),
  summary: Summary,
}

export const exampleHead = {
  agencyId: 'qz-science',
  year: 2024,
  state: 'draft',
  revision: 1,
  basis: { submitted: null, accepted: null, published: null },
  format: '2021',
  due: '2025-01-31',
  late: false,
  locked: null,
  submittedAt: null,
  updatedAt: '2025-01-20T02:03:04.000000Z',
  publicUrl: null,
  digest: 'c0ffee'.padEnd(64, '0'),
  allowedActions: ['edit', 'submit'],
  summary: { errors: 0, warnings: 0, infos: 1 },
}

export const ReportBody = named(
  'Report',
  closed(
    {
      ...head,
      content: Type.Optional(ContentOutput),
      dryRun: Type.Optional(Type.Literal(true, { description: 'Nothing of this was kept' })),
    },
    { description: 'A report', examples: [{ ...exampleHead, content: exampleContent }] },
  ),
)

export const FindingList = named(
  'FindingList',
  closed({
    revision: RevisionNumber,
    ruleset: Type.String(),
    findings: listOf(Finding),
    summary: Summary,
  }),
)

const revision = {
  revision: RevisionNumber,
  format: FormatVersion,
  digest: Type.String(),
  reason: nullable(Type.String()),
  client: Type.String(),
  at: Moment,
}

const document = nullable(
  closed(
    {
      mediaType: Type.String(),
      digest: Type.String({ description: 'SHA-256 of the bytes, in hex' }),
      size: whole({ description: 'Bytes' }),
    },
    { description: 'The original it was read from; null where it was sent as JSON' },
  ),
)

export const RevisionPage = page(
  'RevisionPage',
  named('Revision', closed({ ...revision, document })),
)

export const RevisionBody = named(
  'RevisionWithContent',
  closed({ agencyId: AgencyId, year: Year, ...revision, content: ContentOutput }),
)

export const RevisionChanges = named(
  'RevisionChanges',
  closed({
    agencyId: AgencyId,
    year: Year,
    from: RevisionNumber,
    to: RevisionNumber,
    cells: listOf(CellDifference),
    texts: listOf(TextDifference),
  }),
)
