import { createHash } from 'node:crypto'
import type { Format } from '../formats/format.ts'
import { describeFormat } from './describe-format.ts'

/** A format as it is sent, its SHA-256, and a strong tag made of that. */
export interface WrittenFormat {
  readonly bytes: Buffer
  readonly sha256: Buffer
  readonly etag: string
}

const kept = new Map<Format, WrittenFormat>()

/** Written once: the law does not change while the service runs. */
export function writtenFormat(format: Format): WrittenFormat {
  const known = kept.get(format)
  if (known !== undefined) return known
  const bytes = Buffer.from(JSON.stringify(describeFormat(format)))
  const sha256 = createHash('sha256').update(bytes).digest()
  const made = { bytes, sha256, etag: `"${sha256.toString('base64url').slice(0, 22)}"` }
  kept.set(format, made)
  return made
}
