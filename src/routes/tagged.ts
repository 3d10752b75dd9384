import type { FastifyReply, FastifyRequest } from 'fastify'
import { isFresh } from '../services/preconditions.ts'
import { extensionOf } from './media.ts'
import { VARY } from './send-printed.ts'

/** Tags an answer in a medium; false, and 304, where the caller holds it already. */
export function isNew(reply: FastifyReply, etag: string, mediaType: string): boolean {
  const tag = tagOf(etag, mediaType)
  reply.headers({ etag: tag, vary: VARY, 'cache-control': 'private, no-cache' })
  if (!holds(reply.request, etag, mediaType)) return true
  reply.code(304)
  return false
}

/** Whether the caller holds an answer already: its text need not be made. */
export const holds = (
  { headers }: Pick<FastifyRequest, 'headers'>,
  etag: string,
  mediaType: string,
): boolean => isFresh(headers['if-none-match'], tagOf(etag, mediaType))

const tagOf = (etag: string, mediaType: string): string => `"${etag}.${extensionOf(mediaType)}"`
