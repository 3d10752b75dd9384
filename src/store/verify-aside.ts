import type { Database } from './open.ts'
import { sideBySide } from './side-by-side.ts'
import { type Fault, rowsOf, type VerifiedPart, verifiedParts, verifyPart } from './verify.ts'
import type { Told } from './watched.ts'

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
export async function verifyAside(
  database: Database,
  verified: Verified,
  told: Told,
): Promise<void> {
  const rows = new Map(verifiedParts.map((part) => [part, rowsOf(database, part)]))
  const done = new Map<VerifiedPart, number>()
  const goOn = (part: VerifiedPart, rowsDone = rows.get(part) ?? 0) => {
    done.set(part, rowsDone)
    told('rows verified', sumOf(done.values()), sumOf(rows.values()))
  }
  const parts = verifiedParts.filter((part) => part !== 'search')
  await sideBySide(database, parts, LONGEST, async (thread, part) => {
    const looked = (_: string, rowsDone: number) => goOn(part, rowsDone)
    const faults = await thread.read('verifyPart', { part, most: MOST }, looked)
    goOn(part)
    verified(part, faults)
  })
  verified('search', verifyPart(database, { part: 'search', most: MOST }))
}

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0)
