import { Type } from 'typebox'
import { closed, listOf, named, whole } from './named.ts'
import { AgencyId, Basis, Moment, RegionCode, Year } from './parameters.ts'

const Count = {
  count: whole({ description: 'Reports counted' }),
  late: whole({ description: 'Of them late' }),
  digest: Type.String({ description: 'The digest of the region’s aggregate' }),
}

const What = {
  region: RegionCode,
  name: Type.String(),
  year: Year,
  basis: Basis,
  asOf: Moment,
}

/** A line of an export: a report, or the last line. */
export const ExportLine = named(
  'ExportLine',
  Type.Union([
    closed({
      agencyId: AgencyId,
      agency: Type.String(),
      kind: Type.String(),
      region: RegionCode,
      year: Year,
      revision: whole({ minimum: 1 }),
      format: Type.String(),
      digest: Type.String({ description: 'SHA-256 of `content` as canonical JSON (RFC 8785)' }),
      late: Type.Boolean(),
      content: Type.Unsafe<Readonly<Record<string, unknown>>>({
        type: 'object',
        additionalProperties: true,
        description: 'The filed body',
      }),
    }),
    closed({ end: closed({ ...What, ...Count }) }),
  ]),
)

export const DataPackage = named(
  'DataPackage',
  closed(
    {
      ...What,
      ...Count,
      profile: Type.String(),
      title: Type.String(),
      created: Moment,
      resources: listOf(
        Type.Unsafe<Readonly<Record<string, unknown>>>({
          type: 'object',
          additionalProperties: true,
          description: 'A file: name, path, format, mediatype, and for tables dialect and schema',
        }),
      ),
    },
    { description: 'Frictionless data package, https://specs.frictionlessdata.io/data-package/' },
  ),
)
