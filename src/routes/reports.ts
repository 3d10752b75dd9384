import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { pageOf, placeIn } from '../plugins/cursor.ts'
import { answersWith, sendAnswer } from '../plugins/retries.ts'
import { ChangeHeaders } from '../schemas/headers.ts'
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
import { bodyProblems, problems, retryProblems } from '../schemas/problem.ts'
import { ReportBody, ReportPage } from '../schemas/report.ts'
import { discardReport } from '../services/discard-report.ts'
import { getReport } from '../services/get-report.ts'
import { listReports, type Place } from '../services/list-reports.ts'
import { isFresh } from '../services/preconditions.ts'
import { putReport } from '../services/put-report.ts'
import { answerWith, dryRunAnswer, headFor, represent } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import type { Filed } from '../store/report-store.ts'
import { askingOf, preconditionsOf } from './asking.ts'
import { reportBody, sentIn } from './sent.ts'

export const ReportKey = closed({ agencyId: AgencyId, year: Year })

const NOTHING = Buffer.alloc(0)

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
        headers: ChangeHeaders,
        body: reportBody,
        response: {
          200: ReportBody,
          201: ReportBody,
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'action-not-allowed',
            'unchanged-correction',
            ...retryProblems,
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
      const { caller, headers, params, query } = request
      const minimal = headers.prefer?.includes('return=minimal') === true
      const dryRun = headers['dry-run'] === 'true'
      const location = request.url.split('?')[0] ?? ''
      const answer = answersWith(request, ({ outcome, head }: Filed) =>
        outcome === 'created'
          ? answerWith(head, { caller, status: 201, minimal, location })
          : answerWith(head, { caller, status: 200, minimal }),
      )
      const sent = sentIn(request)
      const put = { ...params, ...query, sent, preconditions: preconditionsOf(request), dryRun }
      const filed = await putReport(service, askingOf(request), put)
      if (dryRun) return dryRunAnswer(caller, filed.head)
      return sendAnswer(reply, service.store, answer(filed))
    },
  )

  app.delete(
    '/reports/:agencyId/:year',
    {
      config: { access: ['admin', 'reporter'] },
      schema: {
        operationId: 'discardReport',
        summary: 'Discard a draft',
        description:
          'A correction goes back to what stands, a mended report to what was sent back; a report that never stood is gone, and the next PUT takes the next revision number. The revisions stay in the history.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({}),
        headers: ChangeHeaders,
        response: {
          204: Type.Null({ description: 'The draft is discarded' }),
          ...problems(
            ...retryProblems,
            'agency-not-found',
            'report-not-found',
            'action-not-allowed',
            'version-mismatch',
            'precondition-required',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const preconditions = preconditionsOf(request)
      answersWith(request, () => ({ status: 204, headers: {}, body: NOTHING, content: null }))
      await discardReport(service, askingOf(request), { ...request.params, preconditions })
      return reply.code(204).send(null)
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
      const { etag, bytes } = represent(reader, head, revision)
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
      return { ...page, items: page.items.map((head) => headFor(caller, head)) }
    },
  )
}
