import { createHash } from 'node:crypto'
import type { Format } from '../formats/format.ts'
import { once } from '../formats/once.ts'
import { describeFormat } from './describe-format.ts'

/** A format as it is sent, its SHA-256, and a strong tag made of that. */
export interface WrittenFormat {
  readonly bytes: Buffer
  readonly sha256: Buffer
  readonly etag: string
}

/** Written once: the law does not change while the service runs. */
export const writtenFormat = once((format: Format): WrittenFormat => {
  const bytes = Buffer.from(JSON.stringify(describeFormat(format)))
  const sha256 = createHash('sha256').update(bytes).digest()
  return { bytes, sha256, etag: `"${sha256.toString('base64url').slice(0, 22)}"` }
})
