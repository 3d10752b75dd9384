import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RetryHeaders } from '../schemas/headers.ts'
import { closed, listOf, named, nullable, whole } from '../schemas/named.ts'
import { AgencyId, ReportKey, Year } from '../schemas/parameters.ts'
import { bodyProblems, problems, retryProblems } from '../schemas/problem.ts'
import { checkPublication } from '../services/check-publication.ts'
import type { Service } from '../services/service.ts'
import { reportBody, sentIn } from './sent.ts'

const Value = Type.Union([Type.Number(), Type.Null(), Type.Literal('n/a')])

const PublicationCheck = named(
  'PublicationCheck',
  closed({
    agencyId: AgencyId,
    year: Year,
    basis: Type.Unsafe<'published' | 'accepted'>({
      type: 'string',
      enum: ['published', 'accepted'],
      description: 'What the public text was held against',
    }),
    revision: whole({ minimum: 1 }),
    result: Type.Unsafe<'equal' | 'differs'>({ type: 'string', enum: ['equal', 'differs'] }),
    cells: listOf(
      closed({
        at: Type.String(),
        accepted: Type.Optional(Value),
        published: Type.Optional(Value),
      }),
      { description: 'Figures that stand otherwise; a side is left out where its form lacks it' },
    ),
    sentences: listOf(
      closed({
        section: Type.String(),
        at: nullable(closed({ passage: Type.String(), start: whole(), end: whole() })),
        accepted: nullable(Type.String()),
        published: nullable(Type.String()),
      }),
      { description: 'Sentences that are missing from the public text, added to it, or changed' },
    ),
  }),
)

/** Whether what the public reads is what was accepted. */
export const publicationCheckRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.post(
    '/reports/:agencyId/:year/publication-checks',
    {
      config: { access: ['admin', 'reviewer', 'reporter', 'reader'] },
      schema: {
        operationId: 'checkPublication',
        summary: 'Hold a public text against the report',
        description:
          'Takes the public page or text, as a document or as JSON, and says whether it equals the published revision (the accepted one where none is published), with every figure and sentence that does not. White space does not count, nor into which paragraph of its section a sentence was put. Nothing is kept.',
        tags: ['reports'],
        params: ReportKey,
        querystring: closed({}),
        headers: RetryHeaders,
        body: reportBody,
        response: {
          200: PublicationCheck,
          ...problems(
            ...bodyProblems,
            ...retryProblems,
            'report-not-found',
            'revision-not-found',
            'unsupported-document',
            'unreadable-document',
            'ambiguous-document',
            'too-many-decimals',
          ),
        },
      },
    },
    async (request) => {
      const { params, caller } = request
      const { basis, revision, cells, sentences } = await checkPublication(service, caller, {
        ...params,
        sent: sentIn(request),
      })
      const equal = cells.length === 0 && sentences.length === 0
      return {
        ...params,
        basis,
        revision,
        result: equal ? ('equal' as const) : ('differs' as const),
        cells: cells.map(({ at, kept, found }) => ({
          at,
          ...(kept === undefined ? {} : { accepted: kept }),
          ...(found === undefined ? {} : { published: found }),
        })),
        sentences: sentences.map(({ kept, found, ...place }) => ({
          ...place,
          accepted: kept,
          published: found,
        })),
      }
    },
  )
}
