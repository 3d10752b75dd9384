import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { SumTooLarge } from '../reports/tally.ts'
import { type Answered, runRead } from './long-reader.ts'
import type { LongReads } from './long-reads.ts'
import type { Told } from './watched.ts'

/** The thread that long reads run on: one read-only connection, one read at a time. */
const database = new Sqlite(workerData as string, { readonly: true })
database.pragma('busy_timeout = 5000')

const OFTEN_MS = 100
let next = 0
const told: Told = (...how) => {
  if (performance.now() < next) return
  next = performance.now() + OFTEN_MS
  parentPort?.postMessage({ told: how } satisfies Answered)
}

parentPort?.on('message', ({ name, query }: { name: keyof LongReads; query: unknown }) => {
  let answer: Answered
  try {
    answer = { value: runRead(database, name, query, told) }
  } catch (error) {
    const tooLarge = error instanceof SumTooLarge
    answer = { error: error instanceof Error ? error.message : String(error), tooLarge }
  }
  parentPort?.postMessage(answer)
})
