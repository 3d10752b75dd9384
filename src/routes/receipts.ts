import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { RetryHeaders } from '../schemas/headers.ts'
import { closed } from '../schemas/named.ts'
import { ReportKey, RevisionNumber } from '../schemas/parameters.ts'
import { bodyProblems, problems } from '../schemas/problem.ts'
import {
  KeySet,
  ReceiptBody,
  ReceiptInput,
  ReceiptVerification,
  verdicts,
} from '../schemas/receipt.ts'
import { getReceipt } from '../services/get-receipt.ts'
import type { Service } from '../services/service.ts'
import { verifyReceipt } from '../services/verify-receipt.ts'

/** Signed receipts of submissions, and what verifies them. */
export const receiptRoutes: FastifyPluginAsyncTypebox<{ service: Service }> = async (
  app,
  { service },
) => {
  app.get(
    '/v1/reports/:agencyId/:year/receipt',
    {
      config: { access: ['admin', 'reviewer', 'reporter'] },
      schema: {
        operationId: 'getReceipt',
        summary: 'Get the receipt of a submission',
        description:
          'Of the last submission, or of the last one of a revision. It was signed in the transaction of the submission and is the same for ever.',
        tags: ['receipts'],
        params: ReportKey,
        querystring: closed({
          revision: Type.Optional(RevisionNumber),
        }),
        response: {
          200: ReceiptBody,
          ...problems('agency-not-found', 'report-not-found', 'receipt-not-found'),
        },
      },
    },
    async ({ params, query, caller }) => getReceipt(service, caller, { ...params, ...query }),
  )

  app.post(
    '/v1/receipt-verifications',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'verifyReceipt',
        summary: 'Verify a receipt',
        description: 'Whether this service signed it as it is, and still holds what it attests.',
        tags: ['receipts'],
        querystring: closed({}),
        headers: RetryHeaders,
        body: ReceiptInput,
        response: { 200: ReceiptVerification, ...problems(...bodyProblems) },
      },
    },
    async (request) => {
      const { receipt } = request.body
      const { verdict, key } = await verifyReceipt(service, receipt)
      return {
        valid: verdict === 'genuine',
        reason: verdict,
        detail: verdicts[verdict][languageOf(request)],
        keyId: receipt.keyId,
        keyRetiredAt: key?.retiredAt ?? null,
      }
    },
  )

  app.get(
    '/.well-known/nianbao-keys.json',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listReceiptKeys',
        summary: 'List the keys that sign receipts',
        description:
          'As a JWK set: the one in use, and every retired one with the time it retired.',
        tags: ['receipts'],
        querystring: closed({}),
        response: { 200: KeySet, ...problems() },
      },
    },
    async (_request, reply) => {
      const keys = await service.store.receipts.keys()
      reply.header('cache-control', 'public, max-age=300')
      return {
        keys: keys.map(({ id, x, createdAt, retiredAt }) => ({
          kty: 'OKP' as const,
          crv: 'Ed25519' as const,
          alg: 'EdDSA' as const,
          use: 'sig' as const,
          kid: id,
          x,
          createdAt,
          retiredAt,
        })),
      }
    },
  )
}
