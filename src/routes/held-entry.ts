import type { FastifyReply } from 'fastify'
import { bearing } from '../schemas/answer-headers.ts'
import { nothing } from '../schemas/named.ts'
import { entryTagOf } from '../services/entry.ts'
import { isFresh } from '../services/preconditions.ts'

/** What is answered to whoever holds an entry as it is. */
export const held = { 304: bearing(nothing('The copy the caller holds is current'), 'ETag') }

/** Tags an entry that is read; whether the caller holds it already, and wants 304. */
export function isHeld(reply: FastifyReply, entry: object): boolean {
  const etag = entryTagOf(entry)
  reply.headers({ etag, 'cache-control': 'private, no-cache' })
  return isFresh(reply.request.headers['if-none-match'], etag)
}
