import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { accountOf } from '../documents/account.ts'
import { cellAtAddress } from '../formats/cells.ts'
import { printed } from '../reports/content.ts'
import { closed } from '../schemas/named.ts'
import { AgencyId, Year } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import { Validation } from '../schemas/report.ts'
import type { Asking, Service } from '../services/service.ts'
import { type Validated, validateReport } from '../services/validate-report.ts'
import { askingOf } from './asking.ts'
import { reportBody, sentIn } from './sent.ts'

/** Checks without keeping anything. */
export const validationRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.post(
    '/validations',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader'] },
      schema: {
        operationId: 'validateReport',
        summary: 'Check a report',
        description:
          'Takes a report as JSON or as a document and answers it as read, where each cell was read, and the findings. Nothing is kept. A report with findings is a 200: the findings are the answer.',
        tags: ['validations'],
        querystring: closed({
          agencyId: Type.Optional(AgencyId),
          year: Type.Optional(Year),
        }),
        body: reportBody,
        response: {
          200: Validation,
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'unsupported-document',
            'unreadable-document',
            'year-not-stated',
            'no-format-for-year',
            'too-many-decimals',
          ),
        },
      },
    },
    async (request) => {
      const asking = askingOf(request)
      const sent = sentIn(request)
      return answer(await validateReport(service, asking, { sent, ...request.query }), asking)
    },
  )
}

function answer({ agency, reading, ...rest }: Validated, { language }: Asking) {
  const format = reading?.report.format
  return {
    ...(agency === undefined ? {} : { agencyId: agency.id }),
    ...rest,
    ...(reading === undefined || format === undefined
      ? {}
      : {
          reading: {
            mediaType: reading.mediaType,
            account: accountOf(reading),
            formatByTable: reading.formatByTable,
            headings: reading.headings,
            cells: reading.cells.map(({ at, value, source }) => {
              const cell = cellAtAddress(format, at)
              return { at, value: cell === undefined ? value : printed(cell, value), source }
            }),
            refused: reading.refused.map(({ reason, ...place }) => ({
              ...place,
              reason: reason[language],
            })),
          },
        }),
  }
}
