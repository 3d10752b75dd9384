import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { readTypes } from '../documents/media-types.ts'
import { bearing } from '../schemas/answer-headers.ts'
import { closed, nothing } from '../schemas/named.ts'
import { ReportKey, RevisionNumber } from '../schemas/parameters.ts'
import { problems } from '../schemas/problem.ts'
import { getOriginal } from '../services/original.ts'
import { isFresh } from '../services/preconditions.ts'
import type { Service } from '../services/service.ts'
import { attachment, inMedia } from './media.ts'
import { reprDigest } from './send-printed.ts'

/** The documents that reports were read from, byte for byte. */
export const originalRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/reports/:agencyId/:year/revisions/:revision/document',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'getOriginal',
        summary: 'Get the filed original',
        description:
          'The document a revision was read from, byte for byte, for who holds the agency. Always a file to be saved, never a page to be shown; `Repr-Digest` is its SHA-256 as kept when it was filed.',
        tags: ['reports'],
        params: closed({ ...ReportKey.properties, revision: RevisionNumber }),
        querystring: closed({}),
        response: {
          200: bearing(
            inMedia('The document', readTypes),
            'ETag',
            'Repr-Digest',
            'Content-Disposition',
          ),
          304: bearing(nothing('The copy the caller holds is current'), 'ETag'),
          ...problems(
            'agency-not-found',
            'report-not-found',
            'revision-not-found',
            'document-not-found',
          ),
        },
      },
    },
    async ({ caller, params, headers }, reply) => {
      const { mediaType, digest, bytes } = await getOriginal(service, caller, params)
      const { agencyId, year, revision } = params
      const etag = `"${digest.toString('base64url')}"`
      reply.headers({ etag, 'cache-control': 'private, no-cache' })
      if (isFresh(headers['if-none-match'], etag)) return reply.code(304).send()
      return reply
        .headers({
          'repr-digest': reprDigest(digest),
          'content-disposition': attachment(mediaType, `original-${agencyId}-${year}-${revision}`),
          'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        })
        .type(mediaType)
        .send(bytes as never)
    },
  )
}
