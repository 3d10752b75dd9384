import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { printers } from '../documents/print/index.ts'
import { closed, nothing } from '../schemas/named.ts'
import { AgencyId, Basis, Year } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { ReportBody } from '../schemas/report.ts'
import { getReport } from '../services/get-report.ts'
import { isFresh } from '../services/preconditions.ts'
import { printFound } from '../services/print-report.ts'
import { putReport } from '../services/put-report.ts'
import { headFor, represent, representNewest } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import { askingOf, preconditionsOf } from './asking.ts'
import {
  asParameter,
  inMedia,
  jsonType,
  mediaTypeFor,
  mustHaveView,
  viewParameter,
} from './media.ts'
import { sendPrinted, VARY } from './send-printed.ts'
import { reportBody, sentIn } from './sent.ts'

export const ReportKey = closed({ agencyId: AgencyId, year: Year })

const Preconditions = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'The ETag the change is based on' })),
  'if-none-match': Type.Optional(Type.String({ description: '`*` creates only' })),
  prefer: Type.Optional(Type.String({ description: '`return=minimal` leaves the content out' })),
  'dry-run': Type.Optional(
    Type.Unsafe<'true' | 'false'>({
      type: 'string',
      enum: ['true', 'false'],
      description: '`true` does everything but keep it',
    }),
  ),
})

export const readers = ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] as const

/** Reports: sent as JSON or as a document, read as filed. */
export const reportRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.put(
    '/reports/:agencyId/:year',
    {
      config: { access: ['admin', 'reporter'] },
      schema: {
        operationId: 'putReport',
        summary: 'Create or replace a draft',
        description:
          'Takes the report as JSON, or as the document the agency has. A report with findings is kept: they stand in the way of submission only. Replacing needs If-Match. An accepted or published report is corrected by a PUT with a reason; what stands keeps standing until the correction is accepted.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({
          reason: Type.Optional(
            Type.String({
              minLength: 2,
              maxLength: 500,
              description: 'Why a filed report is corrected',
            }),
          ),
        }),
        headers: Preconditions,
        body: reportBody,
        response: {
          200: ReportBody,
          201: ReportBody,
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'action-not-allowed',
            'unchanged-correction',
            'version-mismatch',
            'report-exists',
            'unsupported-document',
            'unreadable-document',
            'ambiguous-document',
            'no-format-for-year',
            'another-agency',
            'not-expected',
            'too-many-decimals',
            'reason-required',
            'precondition-required',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { outcome, head } = await putReport(service, askingOf(request), {
        ...request.params,
        sent: sentIn(request),
        preconditions: preconditionsOf(request),
        reason: request.query.reason,
        dryRun: request.headers['dry-run'] === 'true',
      })
      if (outcome === 'dry-run') return { ...headFor(request.caller, head) }
      const minimal = request.headers.prefer?.includes('return=minimal') === true
      const { etag, bytes } = await representNewest(service, request.caller, head, minimal)
      if (minimal) reply.header('preference-applied', 'return=minimal')
      if (outcome === 'created') reply.header('location', request.url.split('?')[0] ?? '')
      return reply
        .code(outcome === 'created' ? 201 : 200)
        .headers({ etag, 'content-type': 'application/json; charset=utf-8' })
        .send(bytes as never)
    },
  )

  app.get(
    '/reports/:agencyId/:year',
    {
      config: { access: readers },
      schema: {
        operationId: 'getReport',
        summary: 'Get a report',
        description:
          'The newest revision the caller may see, or the one asked for: as JSON, in which every cell is spelled out (a number, null for not stated, "n/a" for not applicable), or printed on the statutory form, by `Accept` or `as`. Each medium has an ETag of its own; a change goes by that of the JSON.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({
          revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
          basis: Type.Optional(Basis),
          as: asParameter('json', 'html', 'docx', 'xlsx', 'csv'),
          view: viewParameter('page', 'fragment', 'long', 'wide'),
        }),
        response: {
          200: inMedia('The report', Object.keys(printers), ReportBody),
          304: nothing('The copy the caller holds is current'),
          ...problems('report-not-found', 'revision-not-found', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { params, query, caller, headers } = request
      const { as, view, ...asked } = query
      const mediaType = mediaTypeFor(request, as, [jsonType, ...Object.keys(printers)])
      mustHaveView(mediaType, view)
      const found = await getReport(service, caller, { ...params, ...asked })
      if (mediaType !== jsonType) {
        const printed = await printFound(service, found, mediaType, view)
        const name = `report-${params.agencyId}-${params.year}`
        return sendPrinted(reply, printed, mediaType, name) as never
      }
      const { etag, bytes } = represent(found.reader, found.head, found.revision)
      reply.headers({ etag, vary: VARY, 'cache-control': 'private, no-cache' })
      if (isFresh(headers['if-none-match'], etag)) return reply.code(304).send()
      return reply
        .headers({ 'content-type': 'application/json; charset=utf-8', 'content-language': 'zh-CN' })
        .send(bytes as never)
    },
  )
}
