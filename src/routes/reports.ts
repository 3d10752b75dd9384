import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { printers } from '../documents/print/index.ts'
import { prefers } from '../plugins/prefer.ts'
import { answersWith, sendAnswer } from '../plugins/retries.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { ChangeHeaders } from '../schemas/headers.ts'
import { closed, nothing } from '../schemas/named.ts'
import { Basis, Moment, ReportKey, RevisionNumber } from '../schemas/parameters.ts'
import { bodyProblems, problems, unwantedBody } from '../schemas/problem.ts'
import { ReportBody } from '../schemas/report.ts'
import { discardReport } from '../services/discard-report.ts'
import { getReport } from '../services/get-report.ts'
import { isFresh } from '../services/preconditions.ts'
import { printFound } from '../services/print-report.ts'
import { putReport } from '../services/put-report.ts'
import { answerWith, dryRunAnswer, represent } from '../services/representation.ts'
import type { Service } from '../services/service.ts'
import type { Filed } from '../store/report-store.ts'
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

const NOTHING = Buffer.alloc(0)
const media = [jsonType, ...Object.keys(printers)]
const tagged = ['ETag', 'Vary', 'Content-Language'] as const

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
          'Takes the report as JSON, or as the document the agency has. A report with findings is kept: they stand in the way of submission only. Replacing needs If-Match. An accepted or published report, also one that was reopened, is corrected by a PUT with a reason, which later PUTs of the correction keep unless they say another; what stands keeps standing until the correction is accepted.',
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
          200: bearing(ReportBody, 'ETag', 'Preference-Applied'),
          201: bearing(ReportBody, 'ETag', 'Preference-Applied', 'Location'),
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'action-not-allowed',
            'unchanged-correction',
            'not-yet-open',
            'year-locked',
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
      const { caller, headers, params, query } = request
      const minimal = prefers(request, 'return=minimal')
      const dryRun = headers['dry-run'] === 'true'
      const location = request.url.split('?')[0] ?? ''
      const answer = answersWith(request, ({ outcome, head }: Filed) =>
        outcome === 'created'
          ? answerWith(service, head, { caller, status: 201, minimal, location })
          : answerWith(service, head, { caller, status: 200, minimal }),
      )
      const sent = sentIn(request)
      const preconditions = preconditionsOf(request)
      const put = { sent, preconditions, dryRun, ...params, ...query }
      const filed = await putReport(service, askingOf(request), put)
      if (dryRun) return dryRunAnswer(service, caller, filed.head)
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
          'A mended report goes back to what was sent back, a correction or a report that was reopened to what stands; a report that never stood is gone, and the next PUT takes the next revision number. The revisions stay in the history.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({}),
        headers: ChangeHeaders,
        response: {
          204: Type.Null({ description: 'The draft is discarded, or would be on a dry run' }),
          ...problems(
            ...unwantedBody,
            'agency-not-found',
            'report-not-found',
            'action-not-allowed',
            'not-yet-open',
            'year-locked',
            'version-mismatch',
            'precondition-required',
            'storage-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const preconditions = preconditionsOf(request)
      const dryRun = request.headers['dry-run'] === 'true'
      answersWith(request, () => ({ status: 204, headers: {}, body: NOTHING, content: null }))
      await discardReport(service, askingOf(request), { ...request.params, preconditions, dryRun })
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
          'The newest revision the caller may see, or the one asked for: by number, as it stands on a basis, or as of a moment that has passed (on a basis, or the newest filed by then). What is said around it, such as its state, is of now. As JSON, in which every cell is spelled out (a number, null for not stated, "n/a" for not applicable), or printed on the statutory form, by `Accept` or `as`. Each medium has an ETag of its own; a change goes by that of the JSON.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({
          revision: Type.Optional(RevisionNumber),
          basis: Type.Optional(Basis),
          asOf: Type.Optional(Moment),
          as: asParameter('json', 'html', 'docx', 'xlsx', 'csv'),
          view: viewParameter('page', 'fragment', 'long', 'wide'),
        }),
        response: {
          200: bearing(
            inMedia('The report', Object.keys(printers), ReportBody),
            'ETag',
            'Vary',
            'Content-Disposition',
            'Content-Language',
            'Repr-Digest',
          ),
          304: bearing(nothing('The copy the caller holds is current'), ...tagged),
          ...problems('report-not-found', 'revision-not-found', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { params, query, caller, headers } = request
      const { as, view, ...asked } = query
      const mediaType = mediaTypeFor(request, as, media)
      mustHaveView(mediaType, view)
      const found = await getReport(service, caller, { ...params, ...asked })
      if (mediaType !== jsonType) {
        const printed = await printFound(service, found, mediaType, view)
        const name = `report-${params.agencyId}-${params.year}`
        return sendPrinted(reply, printed, mediaType, name) as never
      }
      const { etag, bytes } = represent(service, found.reader, found.head, found.revision)
      reply.headers({ etag, vary: VARY, 'cache-control': 'private, no-cache' })
      if (isFresh(headers['if-none-match'], etag)) return reply.code(304).send()
      return reply
        .headers({ 'content-type': 'application/json; charset=utf-8', 'content-language': 'zh-CN' })
        .send(bytes as never)
    },
  )
}
