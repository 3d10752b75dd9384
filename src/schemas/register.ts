import { Type } from 'typebox'
import { asRead, closed, listOf, named, nullable, page } from './named.ts'
import { AgencyId, Kind, RegionCode, Year } from './parameters.ts'

export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

export const RegionInput = named(
  'RegionInput',
  closed(
    {
      code: Type.Optional(asRead(RegionCode)),
      name: Name,
      parent: Type.Optional(nullable(RegionCode)),
    },
    { examples: [{ name: '云溪市', parent: '370700' }] },
  ),
)

export const RegionBody = named(
  'Region',
  closed(
    { code: RegionCode, name: Type.String(), parent: nullable(RegionCode) },
    { examples: [{ code: '370781', name: '云溪市', parent: '370700' }] },
  ),
)
export const RegionPage = page('RegionPage', RegionBody)

export const RegionPut = named(
  'RegionPut',
  closed({
    ...RegionBody.properties,
    warnings: listOf(Type.String(), { description: 'What is odd about the code; nothing refused' }),
  }),
)

export const USCC = '^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$'

export const Uscc = Type.String({
  pattern: USCC,
  description: '统一社会信用代码; its check digit is verified',
  examples: ['11370322004222241N'],
})
const Aliases = listOf(Name, { maxItems: 50 })
const Predecessors = listOf(AgencyId, { maxItems: 50 })

export const exampleAgency = {
  name: '云溪市科学技术局',
  kind: 'department',
  region: '370781',
  aliases: ['云溪市科技局'],
}

const Successors = listOf(AgencyId, {
  description: 'Who came of it by merger, split or renaming',
})

/** What an entry is made of: all that a caller may say of an agency besides its id. */
export const agencyMembers = {
  name: Name,
  kind: Kind,
  region: RegionCode,
  uscc: Type.Optional(nullable(Uscc)),
  aliases: Type.Optional(Aliases),
  ruleMaking: Type.Optional(Type.Boolean({ description: 'May make 规章; false when not given' })),
  counts: Type.Optional(
    Type.Boolean({
      description: "Whether its report is added into the region's sums; true when not given",
    }),
  ),
  validFrom: Type.Optional(nullable(Year)),
  validTo: Type.Optional(nullable(Year)),
  predecessors: Type.Optional(Predecessors),
}

export const AgencyInput = named(
  'AgencyInput',
  closed(
    {
      id: Type.Optional(asRead(AgencyId)),
      ...agencyMembers,
      successors: Type.Optional(asRead(listOf(AgencyId, { maxItems: 500 }))),
    },
    { examples: [exampleAgency] },
  ),
)

export const AgencyPatch = named(
  'AgencyPatch',
  Type.Partial(Type.Object(AgencyInput.properties), {
    additionalProperties: false,
    minProperties: 1,
    examples: [{ aliases: ['云溪市科技局', '市科技局'] }],
  }),
)

export const AgencyBody = named(
  'Agency',
  closed(
    {
      id: AgencyId,
      name: Type.String(),
      kind: Kind,
      region: RegionCode,
      uscc: nullable(Uscc),
      aliases: Aliases,
      ruleMaking: Type.Boolean(),
      counts: Type.Boolean(),
      validFrom: nullable(Year),
      validTo: nullable(Year),
      predecessors: Predecessors,
      successors: Successors,
    },
    {
      examples: [
        {
          id: 'qz-science',
          uscc: null,
          ruleMaking: false,
          counts: true,
          validFrom: null,
          validTo: null,
          predecessors: [],
          successors: [],
          ...exampleAgency,
        },
      ],
    },
  ),
)
export const AgencyPage = page('AgencyPage', AgencyBody)
