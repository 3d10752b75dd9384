import { type TSchema, Type } from 'typebox'
import { closed, listOf, named, page, whole } from './named.ts'
import { Basis } from './parameters.ts'
import { exampleHead, head } from './report.ts'

/** What a list of reports may be asked for besides, and what it answers. */

export const LookedAt = {
  ...Basis,
  description: 'Looks at the revision that stands on this basis; at the newest when not given',
}

export const CellTest = Type.String({
  pattern: '^[A-Za-z]+(\\.[A-Za-z]+){1,5}(<=|>=|!=|=|<|>)(-?\\d{1,16}(\\.\\d{1,6})?|null|n/a)$',
  maxLength: 200,
  description:
    'A cell compared with a number (万元 for money), or by = and != with null (not stated) or n/a',
  examples: ['applications.received.total>=10'],
})

export const Question = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'Words of the narrative, two characters each at least, apart by white space',
  examples: ['政务公开'],
})

export const Fields = Type.String({
  pattern: '^[A-Za-z]+(,[A-Za-z]+){0,30}$',
  maxLength: 400,
  description: 'Only these members of each report; agencyId, year and etag always come',
  examples: ['state,late,due'],
})

export const Sort = Type.Unsafe<'-year' | 'year'>({
  type: 'string',
  enum: ['-year', 'year'],
  description: 'Newest year first, or oldest; then by agency',
})

const Offset = whole()

const Match = named(
  'Match',
  closed(
    {
      section: Type.String(),
      label: Type.String({ description: 'The heading of the section or part' }),
      at: closed({ passage: Type.String(), start: Offset, end: Offset }),
      quote: Type.String({ description: 'The sentence; `at` slices the passage back to it' }),
      found: listOf(closed({ start: Offset, end: Offset }), {
        description: 'Where in the passage the words stand: UTF-16 offsets',
      }),
    },
    { description: 'A sentence in which a word of the search stands' },
  ),
)

const { agencyId, year, ...others } = head

const listed = {
  agencyId,
  year,
  etag: Type.String({ description: 'As the report itself is tagged' }),
  ...Object.fromEntries(
    Object.entries(others).map(([name, schema]) => [name, Type.Optional(schema as TSchema)]),
  ),
  matches: Type.Optional(
    listOf(Match, { description: 'With `q`: the first five sentences found' }),
  ),
  moreMatches: Type.Optional(Type.Boolean({ description: 'With `q`: whether there are others' })),
}

export const listedFields = Object.keys(listed)

export const ReportPage = page(
  'ReportPage',
  named(
    'ListedReport',
    closed(listed, {
      description: 'A report without its content: all of these members, or those of `fields`',
      examples: [{ ...exampleHead, etag: '"1.1-1tnpcdi"' }],
    }),
  ),
)
