import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type TSchema, Type } from 'typebox'
import { csvType, ndjsonType, packageType, sdmxType } from '../documents/media-types.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { DataPackage, ExportLine } from '../schemas/export.ts'
import { closed, nothing } from '../schemas/named.ts'
import { Basis, Moment, RegionCode, Year } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { dataPackage } from '../services/data-package.ts'
import { countOf, type Export, openExport } from '../services/open-export.ts'
import type { Service } from '../services/service.ts'
import { type ExportMedium, writeExport } from '../services/write-export.ts'
import { asParameter, attachment, mediaTypeFor } from './media.ts'
import { isNew } from './tagged.ts'
import { withTrailingDigest } from './trailing-digest.ts'

const media: Readonly<Record<string, ExportMedium>> = {
  [ndjsonType]: 'ndjson',
  [csvType]: 'csv',
  [sdmxType]: 'sdmx',
}

const contentTypes: Readonly<Record<string, string>> = {
  [csvType]: `${csvType}; charset=utf-8; header=present`,
  [sdmxType]: `${sdmxType}; version=2.0.0; charset=utf-8`,
}

const text = { schema: Type.String() as TSchema }

/** A year of a region as files: every report that counts. */
export const exportRoutes: FastifyPluginAsyncTypebox<{
  service: Service
  publicUrl: () => string
}> = async (app, { service, publicUrl }) => {
  app.get(
    '/exports/:region/:year',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] },
      schema: {
        operationId: 'exportYear',
        summary: 'Export a year of a region',
        description:
          'Every report that counts in a region’s subtree for a year, by agency: NDJSON (the filed body in full; the last line, `end`, gives count and digest, and a file without it was cut short), CSV (a record for each cell), SDMX-CSV 2.0, or a Frictionless data package that names the three files with count and digest. Streamed, with `Repr-Digest` as a trailer; as of one moment from the first byte to the last. The digest is that of the region’s aggregate; `nianbao recompute` reproduces its cells from the NDJSON.',
        tags: ['aggregates'],
        params: closed({ region: RegionCode, year: Year }),
        querystring: closed({
          basis: Type.Optional(Basis),
          asOf: Type.Optional(Moment),
          as: asParameter('ndjson', 'csv', 'sdmx', 'datapackage'),
        }),
        response: {
          200: bearing(
            {
              description: 'The reports, or the package that describes them',
              content: {
                [ndjsonType]: { schema: ExportLine as TSchema },
                [csvType]: text,
                [sdmxType]: text,
                [packageType]: { schema: DataPackage as TSchema },
              },
            },
            'ETag',
            'Vary',
            'Content-Disposition',
            'Trailer',
          ),
          304: bearing(nothing('The caller holds this export'), 'ETag', 'Vary'),
          ...problems('region-not-found', 'read-too-long', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { params, caller, query } = request
      const { as, ...asked } = query
      const mediaType = mediaTypeFor(request, as, [ndjsonType, csvType, sdmxType, packageType])
      const of = openExport(service, caller, { ...params, ...asked })
      if (!isNew(reply, of.etag, mediaType)) return reply.send()
      const medium = media[mediaType]
      const name = `reports-${of.region}-${of.year}-${of.basis}`
      reply
        .type(contentTypes[mediaType] ?? mediaType)
        .header('content-disposition', attachment(mediaType, name))
      if (medium !== undefined) {
        const file = withTrailingDigest(reply, writeExport(service, of, medium))
        return reply.send(Readable.from(file) as never)
      }
      const described = dataPackage(of, await countOf(service, of), (file) => addressOf(of, file))
      return reply.send(described as never)
    },
  )

  /** The address of one file of an export, as of its moment. */
  function addressOf({ region, year, basis, asOf }: Export, as: ExportMedium): string {
    const query = new URLSearchParams({ basis, asOf, as })
    return `${publicUrl()}/v1/exports/${region}/${year}?${query}`
  }
}
