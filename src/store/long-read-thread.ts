import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { SumTooLarge } from '../reports/tally.ts'
import { type Answered, runRead } from './long-reader.ts'
import type { LongReads } from './long-reads.ts'

/** The thread that long reads run on: one read-only connection, one read at a time. */
const database = new Sqlite(workerData as string, { readonly: true })
database.pragma('busy_timeout = 5000')

parentPort?.on('message', ({ name, query }: { name: keyof LongReads; query: unknown }) => {
  let answer: Answered
  try {
    answer = { value: runRead(database, name, query) }
  } catch (error) {
    const tooLarge = error instanceof SumTooLarge
    answer = { error: error instanceof Error ? error.message : String(error), tooLarge }
  }
  parentPort?.postMessage(answer)
})
