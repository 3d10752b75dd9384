import type { FastifyReply } from 'fastify'
import { isFresh } from '../services/preconditions.ts'
import { extensionOf } from './media.ts'
import { VARY } from './send-printed.ts'

/** Tags an answer in a medium; false, and 304, where the caller holds it already. */
export function isNew(reply: FastifyReply, etag: string, mediaType: string): boolean {
  const tag = `"${etag}.${extensionOf(mediaType)}"`
  reply.headers({ etag: tag, vary: VARY, 'cache-control': 'private, no-cache' })
  if (!isFresh(reply.request.headers['if-none-match'], tag)) return true
  reply.code(304)
  return false
}
