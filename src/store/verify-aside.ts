import { availableParallelism } from 'node:os'
import { longReader } from './long-reader.ts'
import type { Database } from './open.ts'
import { type Fault, type VerifiedPart, verifiedParts, verifyPart } from './verify.ts'

/** Milliseconds after which looking at a part has failed. */
const LONGEST = 24 * 3_600_000

/** Faults of a part that are said: beyond that, how many does not matter. */
const MOST = 10_000

/** Told of each part, in whatever order they end. */
export type Verified = (part: VerifiedPart, faults: readonly Fault[]) => void

/**
 * Verifies the store on as many threads as there are processors, a part at a time; the index of
 * narratives can only be looked at where it may be written.
 */
export async function verifyAside(database: Database, verified: Verified): Promise<void> {
  const left = verifiedParts.filter((part) => part !== 'search')
  const threads = Array.from({ length: Math.min(availableParallelism(), left.length) }, () =>
    longReader(database, LONGEST),
  )
  const work = threads.map(async (thread) => {
    for (let part = left.shift(); part !== undefined; part = left.shift()) {
      verified(part, await thread.read('verifyPart', { part, most: MOST }))
    }
  })
  try {
    await Promise.all(work)
  } finally {
    for (const thread of threads) thread.close()
  }
  verified('search', verifyPart(database, { part: 'search', most: MOST }))
}
