import { Worker } from 'node:worker_threads'
import { SumTooLarge } from '../reports/tally.ts'
import { type LongReads, longReads } from './long-reads.ts'
import type { Database } from './open.ts'
import { type Told, untold } from './watched.ts'
import { StoreBusy } from './writer.ts'

interface Waiting {
  readonly name: string
  readonly query: unknown
  readonly told: Told
  readonly resolve: (value: never) => void
  readonly reject: (reason: Error) => void
}

/** What the thread says: how far it is, and in the end a value, or what went wrong. */
export type Answered =
  | { readonly told: Parameters<Told> }
  | { readonly value: unknown }
  | { readonly error: string; readonly tooLarge: boolean }

/** A read took longer than anybody should wait. */
export class ReadTooLong extends Error {}

const MOST_WAITING = 64

/**
 * Runs long reads on a thread, one after another, so that the main one goes on answering. A
 * database in memory can only be read where it is, and is small.
 */
export function longReader(database: Database, longest = 120_000) {
  const inPlace = database.memory
  const queue: Waiting[] = []
  let worker: Worker | undefined
  let running: Waiting | undefined
  let timer: NodeJS.Timeout | undefined

  function thread(): Worker {
    if (worker !== undefined) return worker
    const started = threadFor(database.name)
    started.on('message', (answer: Answered) => {
      const asked = running
      if ('told' in answer) return asked?.told(...answer.told)
      next()
      if ('value' in answer) asked?.resolve(answer.value as never)
      else asked?.reject(new (answer.tooLarge ? SumTooLarge : Error)(answer.error))
    })
    started.on('error', fail)
    worker = started
    return started
  }

  function next(): void {
    clearTimeout(timer)
    running = queue.shift()
    if (running === undefined) {
      worker?.unref()
      return
    }
    timer = setTimeout(() => fail(new ReadTooLong()), longest).unref()
    const { name, query } = running
    thread().ref()
    thread().postMessage({ name, query })
  }

  /** Ends the thread and the read it was at; those that wait get another. */
  function fail(why: Error): void {
    worker?.removeAllListeners()
    worker?.terminate()
    worker = undefined
    const failed = running
    next()
    failed?.reject(why)
  }

  return {
    /** Throws ReadTooLong when it took more than `longest` milliseconds, StoreBusy when too many wait. */
    async read<Name extends keyof LongReads>(
      name: Name,
      query: Parameters<LongReads[Name]>[1],
      told = untold,
    ): Promise<ReturnType<LongReads[Name]>> {
      if (inPlace) return runRead(database, name, query, told) as ReturnType<LongReads[Name]>
      if (queue.length >= MOST_WAITING) throw new StoreBusy('Too many long reads are waiting')
      return new Promise<ReturnType<LongReads[Name]>>((resolve, reject) => {
        queue.push({ name, query, told, resolve, reject })
        if (running === undefined) next()
      })
    },

    /** Reads under way or waiting. */
    waiting: () => queue.length + (running === undefined ? 0 : 1),

    close(): void {
      for (const { reject } of queue.splice(0)) reject(new Error('The store is closed'))
      fail(new Error('The store is closed'))
    },
  }
}

export type LongReader = ReturnType<typeof longReader>

/** Runs a read by its name, on whichever thread. */
export const runRead = (
  database: Database,
  name: keyof LongReads,
  query: unknown,
  told: Told,
): unknown =>
  (longReads[name] as (database: Database, query: unknown, told: Told) => unknown)(
    database,
    query,
    told,
  )

function threadFor(workerData: string): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./long-read-thread.js', import.meta.url), { workerData })
  }
  // Under tsx (npm run dev) the thread has to be taught TypeScript first.
  const url = new URL('./long-read-thread.ts', import.meta.url).href
  const start = `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`
  return new Worker(start, { workerData, eval: true })
}
