import { Type } from 'typebox'
import { filerStatuses } from '../store/coverage-reads.ts'
import { closed, listOf, named, nullable, whole } from './named.ts'
import { AgencyId, Day, Kind, Moment, RegionCode, Year } from './parameters.ts'

const lists = ['missing', 'filed', 'late', ...filerStatuses] as const

export const ListedStatus = Type.Unsafe<(typeof lists)[number]>({
  type: 'string',
  enum: lists,
  description: 'Whom to list; those who are missing (催报) when not given',
})

const MOST_DAYS = 4_000_000

/** Days from today. */
const days = (description = 'Negative once the day has passed') =>
  Type.Integer({ minimum: -MOST_DAYS, maximum: MOST_DAYS, description })

const Days = closed({ departments: Day, governments: Day })
const DaysLeft = closed({ departments: days(), governments: days() })
const Count = whole()
const Share = closed({
  numerator: Count,
  denominator: Count,
  value: nullable(Type.Number({ description: 'Between 0 and 1; null where nobody is expected' })),
})

const Filer = closed({
  agencyId: AgencyId,
  name: Type.String(),
  kind: Kind,
  region: RegionCode,
  status: Type.Unsafe<(typeof filerStatuses)[number]>({ type: 'string', enum: filerStatuses }),
  due: Day,
  daysLeft: days(),
  late: Type.Boolean(),
  submittedAt: nullable(Moment),
  reason: nullable(Type.String({ description: 'Why it is exempt or was given more time' })),
})

export const FilingCoverage = named(
  'FilingCoverage',
  closed({
    region: RegionCode,
    year: Year,
    today: Day,
    due: Days,
    daysLeft: DaysLeft,
    counts: closed({
      expected: whole({ description: 'Filers in the register, less those exempt' }),
      filed: Count,
      accepted: Count,
      published: Count,
      late: Count,
      missing: whole({ description: 'notStarted, draft and returned together' }),
      notStarted: Count,
      draft: Count,
      returned: Count,
      exempt: Count,
    }),
    rates: closed({ reporting: Share, onTime: Share }),
    items: listOf(Filer),
    next: nullable(Type.String({ description: 'Pass as `cursor` for the next page' })),
  }),
)
