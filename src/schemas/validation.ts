import { type TSchema, Type } from 'typebox'
import { setItemMembers } from './batch.ts'
import { ContentInput, ContentOutput, exampleContent } from './content.ts'
import { CellDifference, TextDifference } from './difference.ts'
import { Finding, Summary } from './finding.ts'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Year } from './parameters.ts'
import { ProblemBody } from './problem.ts'

const Source = named(
  'Source',
  closed(
    {
      start: whole(),
      end: whole(),
      line: Type.Optional(whole()),
      page: Type.Optional(whole()),
      table: Type.Optional(whole()),
      row: Type.Optional(whole()),
      column: Type.Optional(whole()),
      sheet: Type.Optional(Type.String({ description: 'In a workbook, where offsets are 0' })),
      ref: Type.Optional(Type.String({ description: 'A cell of the sheet, such as C7' })),
    },
    { description: 'Where in the document: UTF-16 offsets, and what the medium knows besides' },
  ),
)

const Account = named(
  'Account',
  closed(
    {
      read: whole(),
      notStated: whole(),
      refused: whole(),
    },
    { description: 'What became of the cells of the form; together they are all of them' },
  ),
)

const Refused = named(
  'Refused',
  closed(
    { at: Type.Optional(Type.String()), source: Source, reason: Type.String() },
    { description: 'What could not be read without guessing' },
  ),
)

const Reading = named(
  'Reading',
  closed(
    {
      mediaType: Type.String(),
      account: Account,
      formatByTable: Type.Record(Type.String(), Type.String()),
      headings: listOf(closed({ section: Type.String(), text: Type.String(), source: Source })),
      cells: listOf(
        closed({
          at: Type.String(),
          value: Type.Union([Type.Number(), Type.Null(), Type.Literal('n/a')]),
          source: Source,
        }),
      ),
      refused: listOf(Refused),
    },
    { description: 'How a document was read' },
  ),
)

const ChangesSinceKept = named(
  'ChangesSinceKept',
  closed(
    {
      revision: whole({ description: 'The newest revision kept of that agency and year' }),
      cells: listOf(CellDifference),
      texts: listOf(TextDifference),
    },
    { description: 'What reads otherwise than in what is kept; left out where nothing is' },
  ),
)

export const Validation = named(
  'Validation',
  closed({
    agencyId: Type.Optional(AgencyId),
    year: Type.Optional(Year),
    content: ContentOutput,
    reading: Type.Optional(Reading),
    changes: Type.Optional(ChangesSinceKept),
    findings: listOf(Finding),
    summary: Summary,
  }),
)

const SetItem = named(
  'SetItem',
  closed(
    { ...setItemMembers, content: Type.Optional(ContentInput as TSchema) },
    {
      description:
        'A report of a set, as content or as a document; whose it is, its title says where no agency is named',
    },
  ),
)

/** Several reports in one body, and what makes it another thing than one report. */
export const ReportSet = (most: number) =>
  named(
    'ReportSet',
    closed(
      { reports: listOf(SetItem, { minItems: 1, maxItems: most }) },
      {
        description: 'Reports that are checked together',
        examples: [{ reports: [{ year: 2024, content: exampleContent }] }],
      },
    ),
  )

/** A line of a set, where it is sent line by line. */
export const SetLine = {
  ...SetItem,
  examples: [{ agencyId: 'qz-science', year: 2024, content: exampleContent }],
}

const SetResult = named(
  'SetResult',
  closed(
    {
      index: whole(),
      status: whole({ description: 'What the report alone would have been answered' }),
      agencyId: Type.Optional(AgencyId),
      name: Type.Optional(Type.String({ description: 'Whose it says it is' })),
      year: Type.Optional(nullable(Year)),
      reading: Type.Optional(
        closed({ mediaType: Type.String(), account: Account, refused: listOf(Refused) }),
      ),
      findings: Type.Optional(listOf(Finding)),
      summary: Type.Optional(Summary),
      problem: Type.Optional(ProblemBody),
    },
    { description: 'What was found in a report of a set, or why it was not checked' },
  ),
)

const SetSummary = named(
  'SetSummary',
  closed(
    {
      total: whole(),
      checked: whole(),
      refused: whole(),
      errors: whole(),
      warnings: whole(),
      infos: whole(),
    },
    { description: 'How many reports, and how many findings in all of them' },
  ),
)

export const ValidatedSet = named(
  'ValidatedSet',
  closed({ items: listOf(SetResult), summary: SetSummary }),
)

/** A line of the answer: one for each report in order, then the summary. */
export const ValidatedLine = named(
  'ValidatedLine',
  Type.Union([SetResult, closed({ summary: SetSummary })]),
)
