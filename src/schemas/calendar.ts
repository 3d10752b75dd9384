import { Type } from 'typebox'
import { asRead, closed, named, nullable } from './named.ts'
import { AgencyId, Day, RegionCode, Year } from './parameters.ts'

/** Why something was decided: said to whoever it concerns. */
const Reason = Type.String({
  minLength: 2,
  maxLength: 500,
  pattern: '\\S',
  description: 'Why; said to whom it concerns',
})

export const Lock = named(
  'Lock',
  closed(
    {
      opens: nullable(Day),
      closed: nullable(Day),
      reason: nullable(Type.String()),
    },
    {
      description:
        'Nothing is taken from the filer: before the day it opens, or after the day it closed',
    },
  ),
)

export const WindowInput = named(
  'WindowInput',
  closed(
    {
      region: Type.Optional(asRead(RegionCode)),
      year: Type.Optional(asRead(Year)),
      opens: Type.Optional(nullable(Day)),
      due: Type.Optional(
        closed(
          { departments: Type.Optional(Day), governments: Type.Optional(Day) },
          { description: 'Last days on time; 31 January and 31 March when not given' },
        ),
      ),
      closes: Type.Optional(nullable(Day)),
      reason: Type.Optional(nullable(Reason)),
      setBy: Type.Optional(asRead(nullable(Type.String({ maxLength: 9 })))),
    },
    {
      examples: [
        {
          opens: '2025-01-02',
          due: { departments: '2025-01-26', governments: '2025-02-28' },
          closes: '2025-06-30',
          reason: '汇总数据已上报。',
        },
      ],
    },
  ),
)

export const WindowBody = named(
  'Window',
  closed({
    region: RegionCode,
    year: Year,
    opens: nullable(Day),
    due: closed({ departments: Day, governments: Day }),
    closes: nullable(Day),
    reason: nullable(Type.String()),
    setBy: nullable(
      Type.String({ description: 'The region whose window this is; null for the law itself' }),
    ),
  }),
)

/** What names the filer and the year in the path, as an entry that was read says it too. */
const readKey = { agencyId: Type.Optional(asRead(AgencyId)), year: Type.Optional(asRead(Year)) }

export const ExtensionInput = named(
  'ExtensionInput',
  closed(
    {
      ...readKey,
      due: Type.Optional(nullable(Day)),
      openUntil: Type.Optional(nullable(Day)),
      reason: Reason,
    },
    { examples: [{ due: '2025-02-10', reason: '机构改革，职责正在交接' }] },
  ),
)

export const ExtensionBody = named(
  'Extension',
  closed({
    agencyId: AgencyId,
    year: Year,
    due: nullable(Day),
    openUntil: nullable(Day),
    reason: Type.String(),
  }),
)

export const ExemptionInput = named(
  'ExemptionInput',
  closed({ ...readKey, reason: Reason }, { examples: [{ reason: '年底新设，本年度尚未履职' }] }),
)

export const ExemptionBody = named(
  'Exemption',
  closed({ agencyId: AgencyId, year: Year, reason: Type.String() }),
)
