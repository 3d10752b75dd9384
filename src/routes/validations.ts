import type { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { accountOf } from '../documents/account.ts'
import { Problem } from '../errors.ts'
import { cellAtAddress } from '../formats/cells.ts'
import { printed } from '../reports/content.ts'
import { ContentInput, exampleContent } from '../schemas/content.ts'
import { closed } from '../schemas/named.ts'
import { AgencyId, Year } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import {
  ReportSet,
  SetLine,
  ValidatedLine,
  ValidatedSet,
  Validation,
} from '../schemas/validation.ts'
import type { Wire } from '../services/batch.ts'
import type { Asking, Service } from '../services/service.ts'
import { type Validated, validateReport } from '../services/validate-report.ts'
import { MOST_IN_SET, validateSet } from '../services/validate-set.ts'
import { askingOf } from './asking.ts'
import { refusedIn } from './refused-in.ts'
import { reportBody, sentIn } from './sent.ts'
import { itemsOf, linesOfSet, MOST_SET_BYTES } from './set-items.ts'
import { setTexts } from './set-texts.ts'

const ndjson = 'application/x-ndjson'
const set = ReportSet(MOST_IN_SET)

const body = {
  content: {
    ...reportBody.content,
    'application/json': {
      schema: Type.Unsafe({
        anyOf: [ContentInput, set],
        examples: [exampleContent],
      }) as TSchema,
    },
    [ndjson]: { schema: { ...SetLine, format: 'binary' } as TSchema },
  },
}

/** Checks without keeping anything: a report, or several together. */
export const validationRoutes: FastifyPluginAsyncTypebox<{
  service: Service
  wire: Wire
}> = async (app, { service, wire }) => {
  app.post(
    '/validations',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader'] },
      schema: {
        operationId: 'validateReport',
        summary: 'Check a report, or several together',
        description: `Takes a report as JSON or as a document (which need not come with agencyId and year where it states them) and answers it as read, where each cell was read, what it changes of what is kept for that agency and year, and the findings. Takes a set of at most ${MOST_IN_SET} reports too, as \`{ reports }\` or, up to ${MOST_SET_BYTES / 2 ** 20} MB, line by line: several years of one agency, a county's agencies for one year. What is then held against last year's report, the sisters' texts or the members of a sum is what the set holds, and what is kept where the set has none. Nothing is kept. A report with findings is a 200: the findings are the answer. A set is a 207, with what was found in each.`,
        tags: ['validations'],
        querystring: closed({
          agencyId: Type.Optional(AgencyId),
          year: Type.Optional(Year),
        }),
        body,
        response: {
          200: Validation,
          207: {
            description: 'What was found in each report of a set, in order; then the summary',
            content: {
              'application/json': { schema: ValidatedSet },
              [ndjson]: { schema: ValidatedLine },
            },
          },
          ...problems(
            ...bodyProblems,
            'agency-not-found',
            'unsupported-document',
            'unreadable-document',
            'year-not-stated',
            'no-format-for-year',
            'too-many-decimals',
            'too-many-items',
            'too-long-to-check',
          ),
        },
      },
    },
    async (request, reply) => {
      const asking = askingOf(request)
      const asked = setIn(request, wire)
      if (asked === undefined) {
        const sent = sentIn(request)
        return answer(await validateReport(service, asking, { sent, ...request.query }), asking)
      }
      mustSayNothing(request.query)
      const results = await validateSet(service, asking, asked.items)
      const texts = setTexts(results, asking, { tell: wire.tell, requestId: request.id })
      return reply
        .code(207)
        .type(asked.lined ? ndjson : 'application/json; charset=utf-8')
        .send((asked.lined ? texts.lines() : texts.whole()) as never)
    },
  )
}

/** The reports of a set, where one was sent. */
function setIn({ body, headers }: FastifyRequest, wire: Wire) {
  if (Buffer.isBuffer(body)) return undefined
  const lined = headers['content-type']?.startsWith(ndjson) === true
  if (lined) return { lined, items: linesOfSet(body as Readable, wire) }
  const { reports } = body as { reports?: readonly unknown[] }
  return reports === undefined ? undefined : { lined, items: itemsOf(reports) }
}

/** Each report of a set says itself whose it is. */
function mustSayNothing(query: object): void {
  const faults = Object.keys(query).map((parameter) => ({
    parameter,
    code: 'unknown',
    message: {
      zh: '一组报告须逐份注明，不能用参数说明',
      en: 'each report of a set says this itself',
    },
  }))
  if (faults.length > 0)
    throw new Problem('invalid-parameters', { count: faults.length }, { faults })
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
            refused: refusedIn(reading, language),
          },
        }),
  }
}
