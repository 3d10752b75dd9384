import { randomFillSync } from 'node:crypto'

/** Where a request stands in a trace that spans several services (W3C Trace Context). */
export interface Trace {
  readonly traceId: string
  readonly spanId: string
  /** The caller's span; absent where the trace begins here. */
  readonly parentId?: string
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/

/** Goes on with the caller's trace, or begins one where `traceparent` is absent or invalid. */
export function traceFrom(traceparent: unknown): Trace {
  const spanId = randomId(8)
  const [, version, traceId = '', parentId = '', more] =
    TRACEPARENT.exec(typeof traceparent === 'string' ? traceparent : '') ?? []
  // Only a version later than 00 may append something; there is no version ff and no id of zeros.
  const known = version !== 'ff' && (version !== '00' || more === undefined)
  if (known && isSet(traceId) && isSet(parentId)) return { traceId, spanId, parentId }
  return { traceId: randomId(16), spanId }
}

const isSet = (id: string): boolean => /[1-9a-f]/.test(id)

/** Randomness for many ids is fetched at a time: one by one it is most of what an id costs. */
const pool = Buffer.alloc(4096)
let used = pool.length

function randomId(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used)
}
