import { statSync } from 'node:fs'
import type { LongReader } from './long-reader.ts'
import type { Database } from './open.ts'
import type { Writer } from './writer.ts'

/** How the store is doing, for whoever operates it. Cheap enough to be asked every few seconds. */
export interface Vitals {
  /** Bytes of the database, of what of it is free to be used again, and of its write-ahead log. */
  readonly bytes: { readonly database: number; readonly free: number; readonly log: number }
  readonly writesWaiting: number
  readonly longReadsWaiting: number
  /** Batches in the background, by state. */
  readonly jobs: Readonly<Record<string, number>>
}

export function vitalsOf(
  database: Database,
  { writer, long }: { writer: Writer; long: LongReader },
): () => Vitals {
  const jobs = database.prepare<[], { state: string; count: number }>(
    'select state, count(*) as count from job group by state',
  )
  const pragma = (name: string) => Number(database.pragma(name, { simple: true }))

  return () => {
    const page = pragma('page_size')
    return {
      bytes: {
        database: pragma('page_count') * page,
        free: pragma('freelist_count') * page,
        log: statSync(`${database.name}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      },
      writesWaiting: writer.waiting(),
      longReadsWaiting: long.waiting(),
      jobs: Object.fromEntries(jobs.all().map(({ state, count }) => [state, count])),
    }
  }
}
