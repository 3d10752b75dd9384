import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { reprDigest } from './send-printed.ts'

/** A file that is sent as it is made, and behind its last byte its digest as a trailer (RFC 9110 §6.5). */
export function withTrailingDigest(
  reply: FastifyReply,
  file: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  reply.trailer('repr-digest', async () => reprDigest(hash.digest()))
  return hashed(file, hash)
}

async function* hashed(
  file: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const piece of file) {
    hash.update(piece)
    yield piece
  }
}
