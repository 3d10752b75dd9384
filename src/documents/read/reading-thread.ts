import { Worker } from 'node:worker_threads'
import { formatOf } from '../../formats/index.ts'
import type { Report } from '../../reports/report.ts'
import type { Text } from '../../reports/text.ts'
import { type Reading, UnreadableDocument } from '../reading.ts'

export interface Job {
  readonly bytes: Uint8Array
  readonly kind: string
  readonly charset?: string
}

/** A reading as it crosses threads: formats are known by version. */
export type Answer =
  | {
      readonly reading: Omit<Reading, 'report'> & {
        readonly report: Omit<Report, 'format'> & { readonly version: string }
      }
    }
  | { readonly code: string; readonly reason: Text }

const LONGEST_MS = 20_000
const MEMORY_MB = 512
const IDLE_MS = 30_000
const MOST_WAITING = 64

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads a heavy document on a thread of its own, one after the other, within time and memory; the
 * event loop stays free, and a document that breaks the thread breaks nothing else.
 */
export function readOnThread(job: Job, longest = LONGEST_MS): Promise<Reading> {
  if (waiting >= MOST_WAITING) return Promise.reject(busy())
  waiting += 1
  const turn = last
    .then(() => run(job, longest))
    .finally(() => {
      waiting -= 1
    })
  last = turn.catch(() => {})
  return turn
}

/** Stops the thread; the next document starts a new one. */
export async function stopReadingThread(): Promise<void> {
  const stopping = worker
  worker = undefined
  clearTimeout(idle)
  await stopping?.terminate()
}

function run(job: Job, longest: number): Promise<Reading> {
  clearTimeout(idle)
  worker ??= started()
  const thread = worker
  thread.ref()
  return new Promise<Reading>((resolve, reject) => {
    const timer = setTimeout(() => fail(tooSlow()), longest)
    const done = () => {
      clearTimeout(timer)
      for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event)
      thread.unref()
      idle = setTimeout(stopReadingThread, IDLE_MS).unref()
    }
    const fail = (error: UnreadableDocument) => {
      done()
      void stopReadingThread()
      reject(error)
    }
    thread.once('message', (answer: Answer) => {
      done()
      if ('reading' in answer) resolve(attached(answer.reading))
      else reject(new UnreadableDocument(answer.code, answer.reason))
    })
    // Out of memory ends the thread with an error; the limit is the document's fault.
    thread.once('error', () => fail(tooLarge()))
    thread.once('exit', () => fail(tooLarge()))
    thread.postMessage(job)
  })
}

function started(): Worker {
  const limits = { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } }
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./worker.js', import.meta.url), limits)
  }
  // Under tsx (npm run dev) the thread has to be taught TypeScript first.
  const url = new URL('./worker.ts', import.meta.url).href
  const start = `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`
  return new Worker(start, { ...limits, eval: true })
}

function attached({ report, ...rest }: Extract<Answer, { reading: unknown }>['reading']): Reading {
  const { version, ...content } = report
  const format = formatOf(version)
  if (format === undefined) throw new Error(`no format ${version}`)
  return { ...rest, report: { ...content, format } }
}

const tooSlow = () =>
  new UnreadableDocument('timeout', {
    zh: '读取文件超过时限，已停止',
    en: 'Reading the file took longer than allowed and was stopped',
  })
const tooLarge = () =>
  new UnreadableDocument('too-large', {
    zh: '读取文件需要的内存超过限制',
    en: 'Reading the file takes more memory than allowed',
  })
const busy = () =>
  new UnreadableDocument('busy', {
    zh: '等待读取的文件过多，请稍后再试',
    en: 'Too many documents are waiting to be read: try again later',
  })
