import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply } from 'fastify'
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

declare module 'fastify' {
  interface FastifyInstance {
    cursors: Cursors
  }
}

/** The place a cursor names, or undefined for the first page. */
export const placeIn = <P>(cursors: Cursors, cursor: string | undefined, query: unknown) =>
  cursor === undefined ? undefined : (cursors.open(cursor, query) as P)

/** A page of what was found, one more than `limit` being the sign that there is another. */
export function pageOf<Item>(
  cursors: Cursors,
  reply: FastifyReply,
  found: readonly Item[],
  limit: number,
  query: unknown,
  place: (item: Item) => unknown,
): { items: Item[]; next: string | null } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const more = found.length > limit && last !== undefined
  return pageBefore(cursors, reply, items, more ? place(last) : null, query)
}

/** A page of items, and the place at which the next one begins; null when there is none. */
export function pageBefore<Item>(
  cursors: Cursors,
  reply: FastifyReply,
  items: Item[],
  at: unknown,
  query: unknown,
): { items: Item[]; next: string | null } {
  if (at === null) return { items, next: null }
  const next = cursors.seal(at, query)
  const url = new URL(reply.request.url, 'http://localhost')
  url.searchParams.set('cursor', next)
  reply.header('link', `<${url.pathname}${url.search}>; rel="next"`)
  return { items, next }
}
