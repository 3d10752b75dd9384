import { type TSchema, Type } from 'typebox'
import { versions } from '../formats/index.ts'
import { kinds } from '../store/agency-store.ts'
import { roles } from '../store/client-store.ts'
import { states } from '../store/head.ts'
import { bases } from '../store/standing.ts'
import { closed, listOf, MOST_IN_PAGE } from './named.ts'

/** The parts that paths, queries and bodies share. */

export const AGENCY_ID = '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$'

export const AgencyId = Type.String({
  pattern: AGENCY_ID,
  description: "The organisation's own code",
  examples: ['qz-science'],
})

export const REGION_CODE = '^\\d{6}(\\d{3})?$'

export const RegionCode = Type.String({
  pattern: REGION_CODE,
  description: 'GB/T 2260: six digits, nine for a township',
  examples: ['370781'],
})

/** Report years: the regulation is in force since 2008. */
export const YEARS = { minimum: 2008, maximum: 2999 } as const

export const Year = Type.Integer({
  ...YEARS,
  description: 'Report year',
  examples: [2024],
})

/** The path of a report. */
export const ReportKey = closed({ agencyId: AgencyId, year: Year })

export const RevisionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000, examples: [1] })

export const Limit = Type.Integer({
  minimum: 1,
  maximum: MOST_IN_PAGE,
  description: 'Most items in a page; 50 when not given',
  examples: [50],
})

export const Cursor = Type.String({
  maxLength: 600,
  description: '`next` of the page before',
})

/** How a parameter that is a list is given. */
export const SEVERAL = 'several are given apart by commas, or each by itself'

/** A filter that lets through whatever is one of some values. */
export const oneOrMore = <S extends TSchema>(schema: S, maxItems: number) =>
  listOf(schema, {
    minItems: 1,
    maxItems,
    description: `${(schema as { description?: string }).description}; one of these: ${SEVERAL}`,
  })

const oneOf = <const Values extends readonly string[]>(values: Values, description: string) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: values, description })

export const Kind = oneOf(kinds, 'What sort of body the agency is')
export const State = oneOf(states, 'Where the report is in its life')
export const Basis = oneOf(bases, 'Which revisions count')
export const RoleName = oneOf(roles, 'What the key may do')
export const FormatVersion = oneOf(versions, 'Statutory format')
export const GroupBy = oneOf(['region', 'kind', 'agency', 'year'] as const, 'One group for each')
export const Compare = oneOf(
  ['previous'] as const,
  'Sets each sum against as many years before; by year, against the year before',
)

export const CellPattern = Type.String({
  maxLength: 200,
  pattern: '^[A-Za-z]+(\\.([A-Za-z]+|\\*)){0,5}$',
  description: 'An address, `*` for any one segment; all that lies below is chosen',
  examples: ['applications.received', 'applications.*.total'],
})

export const CellAddress = Type.String({
  maxLength: 200,
  pattern: '^[A-Za-z]+(\\.[A-Za-z]+){0,5}$',
  description: 'The address of a cell or group',
  examples: ['applications.received.total'],
})

export const Action = oneOf(
  ['submit', 'withdraw', 'return', 'accept', 'publish', 'reopen'] as const,
  'What to do with the report',
)
export const SeverityName = oneOf(['error', 'warning', 'info'] as const, '强制, 核实, 提示')

export const Day = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  description: 'A day by the calendar of China',
  examples: ['2025-01-31'],
})

export const Moment = Type.String({
  maxLength: 40,
  pattern:
    '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$',
  description: 'RFC 3339 time with offset',
  examples: ['2025-01-20T02:03:04.000000Z'],
})
