import { availableParallelism } from 'node:os'
import { longReader } from './long-reader.ts'
import type { Database } from './open.ts'
import type { Told } from './told.ts'
import { type Fault, verifiedParts, verifyPart } from './verify.ts'

/** Milliseconds after which looking at a part has failed. */
const LONGEST = 24 * 3_600_000

/** Faults of a part that are said: beyond that, how many does not matter. */
const MOST = 10_000

/**
 * Verifies the store on as many threads as there are processors, a part at a time; the index of
 * narratives can only be looked at where it may be written.
 */
export async function verifyAside(
  database: Database,
  found: (fault: Fault) => void,
  told: Told,
): Promise<void> {
  const left = verifiedParts.filter((part) => part !== 'search')
  const under = new Set<string>()
  const say = () => {
    const done = verifiedParts.length - 1 - left.length - under.size
    told([...under].join(', '), done, verifiedParts.length)
  }
  const threads = Array.from({ length: Math.min(availableParallelism(), left.length) }, () =>
    longReader(database, LONGEST),
  )
  const work = threads.map(async (thread) => {
    for (let part = left.shift(); part !== undefined; part = left.shift()) {
      under.add(part)
      say()
      for (const fault of await thread.read('verifyPart', { part, most: MOST })) found(fault)
      under.delete(part)
    }
  })
  try {
    await Promise.all(work)
  } finally {
    for (const thread of threads) thread.close()
  }
  told('search', verifiedParts.length - 1, verifiedParts.length)
  for (const fault of verifyPart(database, { part: 'search', most: MOST })) found(fault)
}
