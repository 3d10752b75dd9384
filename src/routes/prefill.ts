import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { excelType, wordType } from '../documents/media-types.ts'
import { contentOf } from '../reports/content.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { closed, nothing } from '../schemas/named.ts'
import { ReportKey } from '../schemas/parameters.ts'
import { Prefill } from '../schemas/prefill.ts'
import { problems } from '../schemas/problem.ts'
import { prefill } from '../services/prefill.ts'
import { printPrefilled } from '../services/print-report.ts'
import type { Service } from '../services/service.ts'
import { asParameter, inMedia, mediaTypeFor } from './media.ts'
import { sendPrinted } from './send-printed.ts'

const formTypes = [excelType, wordType] as const
const holders = ['admin', 'reviewer', 'reporter'] as const
const mayFail = ['agency-not-found', 'no-format-for-year', 'not-expected'] as const

/** A report to be filed, begun: as data, or as a form to be filled in. */
export const prefillRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/reports/:agencyId/:year/prefill',
    {
      config: { access: holders },
      schema: {
        operationId: 'prefillReport',
        summary: 'Begin a report',
        description:
          'The report for `year`, begun from the reports that stand for the year before: title, period, and what they carry over, added up over agencies that were merged into this one; and stocks (现行有效) as they stood, to be brought up to date with what was issued and repealed. `content` is what a PUT takes. Where a report of the year before is missing nothing is carried over.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({}),
        response: { 200: Prefill, ...problems(...mayFail) },
      },
    },
    async ({ caller, params }, reply) => {
      const { agency, year, report, ...known } = await prefill(service, caller, params)
      reply.header('cache-control', 'private, no-cache')
      return { agencyId: agency.id, year, content: contentOf(report), ...known }
    },
  )

  app.get(
    '/reports/:agencyId/:year/form',
    {
      config: { access: holders },
      schema: {
        operationId: 'getForm',
        summary: 'Get the form to be filled in',
        description:
          'The statutory form for `year` in Excel or Word, with what is known already in its place. Filled in, it is sent back with PUT; what is wrong in it is named by sheet and cell.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({ as: asParameter('xlsx', 'docx') }),
        response: {
          200: bearing(
            inMedia('The form', formTypes),
            'ETag',
            'Vary',
            'Content-Disposition',
            'Content-Language',
            'Repr-Digest',
          ),
          304: bearing(
            nothing('The copy the caller holds is current'),
            'ETag',
            'Vary',
            'Content-Language',
          ),
          ...problems(...mayFail, 'not-acceptable'),
        },
      },
    },
    async (request, reply) => {
      const { caller, params, query } = request
      const mediaType = mediaTypeFor(request, query.as, formTypes)
      const form = await printPrefilled(await prefill(service, caller, params), mediaType)
      return sendPrinted(reply, form, mediaType, `form-${params.agencyId}-${params.year}`) as never
    },
  )
}
