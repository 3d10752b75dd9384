import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '../errors.ts'

/** Turns places in a list into opaque cursors and back. */
export interface Cursors {
  /** `query` is whatever the cursor must not be used without: the filters of the list. */
  seal(place: unknown, query: unknown): string
  open(cursor: string, query: unknown): unknown
}

/** Cursors signed against tampering and bound to the filters they were made for. */
export function cursorsSignedBy(secret: Buffer): Cursors {
  const sign = (text: string, query: unknown) =>
    createHmac('sha256', secret).update(text).update(JSON.stringify(query)).digest().subarray(0, 16)
  return {
    seal(place, query) {
      const text = JSON.stringify(place)
      return Buffer.concat([sign(text, query), Buffer.from(text)]).toString('base64url')
    },
    open(cursor, query) {
      const bytes = Buffer.from(cursor, 'base64url')
      const text = bytes.subarray(16).toString()
      const mac = bytes.subarray(0, 16)
      if (mac.length < 16 || !timingSafeEqual(mac, sign(text, query)))
        throw new Problem('invalid-cursor')
      return JSON.parse(text)
    },
  }
}
