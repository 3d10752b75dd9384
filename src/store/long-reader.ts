import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type LongReads, longReads } from './long-reads.ts'
import type { Database } from './open.ts'

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (reason: Error) => void
}

/** What the thread answers: a value, or what went wrong. */
export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }

/** A read took longer than anybody should wait. */
export class ReadTooLong extends Error {}

const LONGEST_MS = 120_000

/**
 * Runs long reads on a thread, so that the main one goes on answering. A database in memory can
 * only be read where it is, and is small.
 */
export function longReader(database: Database) {
  const inPlace = database.memory
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let next = 0

  function thread(): Worker {
    if (worker !== undefined) return worker
    const file = new URL('./long-read-thread.js', import.meta.url)
    const fromSource = !existsSync(fileURLToPath(file))
    const started = new Worker(
      fromSource ? new URL('./long-read-thread.ts', import.meta.url) : file,
      {
        workerData: database.name,
      },
    )
    started.on('message', (answer: Answered) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('value' in answer) asked?.resolve(answer.value as never)
      else asked?.reject(new Error(answer.error))
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (error) => stop(error))
    worker = started
    return started
  }

  function stop(why: Error): void {
    worker?.terminate()
    worker = undefined
    for (const { reject } of waiting.values()) reject(why)
    waiting.clear()
  }

  return {
    /** Throws ReadTooLong when it took more than two minutes. */
    async read<Name extends keyof LongReads>(
      name: Name,
      query: Parameters<LongReads[Name]>[1],
    ): Promise<ReturnType<LongReads[Name]>> {
      if (inPlace)
        return (longReads[name] as (database: Database, query: unknown) => unknown)(
          database,
          query,
        ) as ReturnType<LongReads[Name]>
      const running = thread()
      const id = next++
      running.ref()
      const timer = setTimeout(() => stop(new ReadTooLong()), LONGEST_MS).unref()
      try {
        return await new Promise<ReturnType<LongReads[Name]>>((resolve, reject) => {
          waiting.set(id, { resolve, reject })
          running.postMessage({ id, name, query })
        })
      } finally {
        clearTimeout(timer)
      }
    },

    close: () => stop(new Error('The store is closed')),
  }
}
