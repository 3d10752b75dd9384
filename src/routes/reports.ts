import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { closed, nothing } from '../schemas/named.ts'
import {
  AgencyId,
  Basis,
  Cursor,
  FormatVersion,
  Kind,
  Limit,
  RegionCode,
  State,
  Year,
} from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { ReportBody, ReportPage } from '../schemas/report.ts'
import { getReport } from '../services/get-report.ts'
import { listReports, type Place } from '../services/list-reports.ts'
import { isFresh } from '../services/preconditions.ts'
import { putReport } from '../services/put-report.ts'
import { headFor, represent, representNewest } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import { askingOf, preconditionsOf } from './asking.ts'
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

const readers = ['admin', 'reviewer', 'reporter', 'reader', 'anonymous'] as const

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
            'not-yet-open',
            'year-locked',
            'version-mismatch',
            'report-exists',
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
      if (outcome === 'dry-run') return { ...headFor(service, request.caller, head) }
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
          'The newest revision the caller may see, or the one asked for. Every cell is spelled out: a number, null for not stated, "n/a" for not applicable.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({
          revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
          basis: Type.Optional(Basis),
        }),
        response: {
          200: ReportBody,
          304: nothing('The copy the caller holds is current'),
          ...problems('report-not-found', 'revision-not-found'),
        },
      },
    },
    async (request, reply) => {
      const { head, revision, reader } = await getReport(service, request.caller, {
        ...request.params,
        ...request.query,
      })
      const { etag, bytes } = represent(service, reader, head, revision)
      reply.headers({ etag, vary: 'Authorization, Accept', 'cache-control': 'private, no-cache' })
      if (isFresh(request.headers['if-none-match'], etag)) return reply.code(304).send()
      return reply.header('content-type', 'application/json; charset=utf-8').send(bytes as never)
    },
  )

  app.get(
    '/reports',
    {
      config: { access: readers },
      schema: {
        operationId: 'listReports',
        summary: 'List reports',
        description: 'The reports the caller may see, newest year first, then by agency.',
        tags: ['reports'],
        querystring: closed({
          region: Type.Optional(RegionCode),
          agency: Type.Optional(AgencyId),
          kind: Type.Optional(Kind),
          year: Type.Optional(Year),
          state: Type.Optional(State),
          format: Type.Optional(FormatVersion),
          limit: Type.Optional(Limit),
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: ReportPage, ...problems('invalid-cursor') },
      },
    },
    async ({ query: { limit = 50, cursor, ...asked }, caller }, reply) => {
      const none = { region: null, agency: null, kind: null, year: null, state: null, format: null }
      const filter = { ...none, ...asked }
      const after = placeIn<Place>(app.cursors, cursor, filter)
      const heads = await listReports(service, caller, filter, { after, limit: limit + 1 })
      const page = pageOf(app.cursors, reply, heads, limit, filter, ({ year, agency }) => ({
        year,
        agency,
      }))
      return { ...page, items: page.items.map((head) => headFor(service, caller, head)) }
    },
  )
}
