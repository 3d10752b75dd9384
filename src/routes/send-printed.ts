import type { FastifyReply } from 'fastify'
import { htmlType } from '../documents/media-types.ts'
import { styleHash } from '../documents/print/html.ts'
import { isFresh } from '../services/preconditions.ts'
import type { Printed } from '../services/print-report.ts'
import { attachment, contentTypeOf } from './media.ts'

/** A page may look official and do nothing: no script, no picture, no form, no frame around it. */
const PAGE_POLICY = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** SHA-256 as RFC 9530 writes it. */
export const reprDigest = (sha256: Buffer): string => `sha-256=:${sha256.toString('base64')}:`

/** What an answer depends on besides its address. */
export const VARY = 'Authorization, Accept'

/** Answers with a printed document, or 304 where the caller holds it: HTML to be seen, others kept. */
export function sendPrinted(
  reply: FastifyReply,
  { bytes, etag, digest, name }: Printed,
  mediaType: string,
  plainName: string,
) {
  reply.headers({
    etag,
    vary: VARY,
    'cache-control': 'private, no-cache',
    'content-language': 'zh-CN',
  })
  if (isFresh(reply.request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (mediaType === htmlType) reply.header('content-security-policy', PAGE_POLICY)
  else reply.header('content-disposition', attachment(mediaType, plainName, name))
  reply.header('repr-digest', reprDigest(digest))
  return reply.type(contentTypeOf(mediaType)).send(bytes)
}
