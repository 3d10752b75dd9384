import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../errors.ts'

/** What a digest may be made with; others that are given besides, or alone, are passed over. */
const algorithms: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' }

interface Expected {
  readonly header: string
  readonly algorithm: string
  readonly digest: Buffer
}

const ONE = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):$/

/** The digests that a body is said to have (RFC 9530); no body here has another representation. */
function expectedIn(headers: IncomingHttpHeaders): Expected[] {
  return ['content-digest', 'repr-digest'].flatMap((header) => {
    const given = headers[header]
    if (given === undefined) return []
    return String(given)
      .split(',')
      .flatMap((part) => {
        const [, name = '', base64 = ''] = ONE.exec(part.trim()) ?? []
        if (name === '') throw new Problem('invalid-digest', { header })
        const algorithm = algorithms[name]
        return algorithm === undefined
          ? []
          : [{ header, algorithm, digest: Buffer.from(base64, 'base64') }]
      })
  })
}

/** Refuses a body that is not what its sender said; one of which nothing was said is taken. */
export function mustHaveDigest(headers: IncomingHttpHeaders, body: Buffer): void {
  if (headers['content-digest'] === undefined && headers['repr-digest'] === undefined) return
  for (const expected of expectedIn(headers)) {
    mustBe(expected, createHash(expected.algorithm).update(body).digest())
  }
}

/** The same for a body that is read as it comes: it ends with the problem where it is another. */
export function withDigest(
  headers: IncomingHttpHeaders,
  body: AsyncIterable<Buffer>,
): AsyncIterable<Buffer> {
  const expected = expectedIn(headers)
  return expected.length === 0 ? body : hashed(body, expected)
}

async function* hashed(
  body: AsyncIterable<Buffer>,
  expected: readonly Expected[],
): AsyncGenerator<Buffer> {
  const hashes = expected.map(({ algorithm }) => createHash(algorithm))
  for await (const chunk of body) {
    for (const hash of hashes) hash.update(chunk)
    yield chunk
  }
  for (const [i, one] of expected.entries()) mustBe(one, hashes[i]?.digest() ?? NOTHING)
}

const NOTHING = Buffer.alloc(0)

function mustBe({ header, digest }: Expected, found: Buffer): void {
  if (digest.length === found.length && timingSafeEqual(digest, found)) return
  throw new Problem('digest-mismatch', { header })
}
