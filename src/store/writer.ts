import { type Beside, beside } from './beside.ts'
import type { Database } from './open.ts'

/** The queue of writes is full, or the database cannot be written: nothing was changed. */
export class StoreBusy extends Error {}

/** Runs a synchronous unit of work in a transaction; resolves once it is on disk. */
export type Write = <T>(work: () => T) => Promise<T>

/** What is gathered over a transaction and written at its end, such as roll-ups. */
export interface Gathered {
  /** How much is gathered, to return to when one unit of work fails. */
  mark(): number
  undo(mark: number): void
  /** Writes what was gathered; throws when it cannot be written. */
  settle(): void
}

interface Waiting {
  readonly work: () => unknown
  readonly beside: Beside | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** Told of each commit: how many writes it held, and how many seconds they took. */
export type Committed = (writes: number, seconds: number) => void

export interface Writer {
  readonly write: Write
  /** How many writes wait for the next commit. */
  waiting(): number
  /** Whether the last commit failed. */
  failed(): boolean
  onCommit(listener: Committed): void
}

const MOST_WAITING = 2000

/**
 * Group commit: the writes that arrive in one turn of the event loop share one transaction, each
 * in a savepoint of its own, so that one that fails leaves the others alone. Nobody is answered
 * before COMMIT, and if COMMIT fails everybody is told so. What is to be kept beside a change
 * (beside.ts) is written in the same savepoint.
 */
export function groupCommit(database: Database, gathered: Gathered): Writer {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  const save = database.prepare('SAVEPOINT work')
  const release = database.prepare('RELEASE work')
  const undo = database.prepare('ROLLBACK TO work')
  let queue: Waiting[] = []
  let failed = false
  const listeners: Committed[] = []

  function flush(): void {
    const batch = queue
    queue = []
    try {
      commitTogether(batch)
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const waiting of batch) alone(waiting)
    }
  }

  /** One transaction for all; throws when the whole of it was rolled back. */
  function commitTogether(batch: readonly Waiting[]): void {
    const answers: (() => void)[] = []
    const began = performance.now()
    try {
      begin.run()
      for (const { work, beside, resolve, reject } of batch) {
        const mark = gathered.mark()
        save.run()
        try {
          const value = work()
          beside?.(value)
          answers.push(() => resolve(value))
        } catch (error) {
          // A full disk makes SQLite give up the whole transaction, savepoint and all.
          if (!database.inTransaction) throw error
          undo.run()
          gathered.undo(mark)
          answers.push(() => reject(error))
        }
        release.run()
      }
      gathered.settle()
      commit.run()
      failed = false
    } catch (error) {
      failed = true
      if (database.inTransaction) rollback.run()
      gathered.undo(0)
      throw error
    }
    for (const answer of answers) answer()
    const seconds = (performance.now() - began) / 1000
    for (const listener of listeners) listener(batch.length, seconds)
  }

  /** A batch that failed as a whole is tried one by one, so that only the culprit is refused. */
  function alone(waiting: Waiting): void {
    try {
      commitTogether([waiting])
    } catch (error) {
      waiting.reject(error)
    }
  }

  const write: Write = <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      if (queue.length >= MOST_WAITING) {
        reject(new StoreBusy('Too many writes are waiting'))
        return
      }
      if (queue.length === 0) setImmediate(flush)
      queue.push({
        work,
        beside: beside.now(),
        resolve: resolve as (value: unknown) => void,
        reject,
      })
    })

  return {
    write,
    waiting: () => queue.length,
    failed: () => failed,
    onCommit(listener) {
      listeners.push(listener)
    },
  }
}
