import { availableParallelism } from 'node:os'
import { type LongReader, longReader } from './long-reader.ts'
import type { Database } from './open.ts'

/**
 * Takes things up one after another on as many threads as there are processors, each with a
 * connection of its own; a read of `longest` milliseconds has failed, and the whole with it.
 */
export async function sideBySide<Thing>(
  database: Database,
  things: readonly Thing[],
  longest: number,
  take: (thread: Pick<LongReader, 'read'>, thing: Thing) => Promise<void>,
): Promise<void> {
  const left = things.values()
  const threads = Array.from({ length: Math.min(availableParallelism(), things.length) }, () =>
    longReader(database, longest),
  )
  // The threads share one iterator: each goes on with whatever is left.
  const work = threads.map(async (thread) => {
    for (const thing of left) await take(thread, thing)
  })
  try {
    await Promise.all(work)
  } finally {
    for (const thread of threads) thread.close()
  }
}
