import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Answered } from './long-reader.ts'
import { longReads } from './long-reads.ts'

/** The thread that long reads run on: one read-only connection, one read at a time. */
const database = new Sqlite(workerData as string, { readonly: true })
database.pragma('busy_timeout = 5000')

parentPort?.on(
  'message',
  ({ id, name, query }: { id: number; name: keyof typeof longReads; query: never }) => {
    let answer: Answered
    try {
      answer = { id, value: longReads[name](database, query) }
    } catch (error) {
      answer = { id, error: error instanceof Error ? error.message : String(error) }
    }
    parentPort?.postMessage(answer)
  },
)
