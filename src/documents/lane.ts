import { Worker } from 'node:worker_threads'

/** A thread that does one job after the other, started when there is one. */
export interface Lane<Job extends object, Answer> {
  run(job: Job): Promise<Answer>
  /** Ends the thread, and with it the job under way; the next job starts a new one. */
  stop(): Promise<void>
}

/** Why a job has no answer. `slow` and `large` are the job's own fault. */
export class JobFailed extends Error {
  readonly why: 'slow' | 'large' | 'busy'
  constructor(why: JobFailed['why']) {
    super(`The job was given up: ${why}`)
    this.why = why
  }
}

/** Every lane there is. */
const lanes = new Set<Pick<Lane<object, unknown>, 'stop'>>()
let holders = 0

/** Keeps the threads until what this answers is called; whoever lets go last ends them. */
export function holdThreads(): () => Promise<void> {
  holders += 1
  return async () => {
    holders -= 1
    if (holders === 0) await stopThreads()
  }
}

/** Ends the threads. A job that comes later starts new ones. */
export async function stopThreads(): Promise<void> {
  await Promise.all([...lanes].map((one) => one.stop()))
}

const MEMORY_MB = 512
const IDLE_MS = 30_000

/**
 * Jobs wait their turn; each has so many milliseconds. The event loop stays free, and a job that
 * breaks the thread breaks nothing else.
 */
export function lane<Job extends object, Answer>({
  thread: file,
  longest,
  mostWaiting,
}: {
  /** What runs on the thread, as compiled. */
  thread: URL
  longest: number
  mostWaiting: number
}): Lane<Job, Answer> {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  async function stop(): Promise<void> {
    const stopping = worker
    worker = undefined
    clearTimeout(idle)
    await stopping?.terminate()
  }

  function start(job: Job): Promise<Answer> {
    clearTimeout(idle)
    worker ??= started(file)
    const thread = worker
    thread.ref()
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => fail('slow'), longest)
      const done = () => {
        clearTimeout(timer)
        for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event)
        thread.unref()
        idle = setTimeout(stop, IDLE_MS).unref()
      }
      const fail = (why: JobFailed['why']) => {
        done()
        if (worker === thread) void stop()
        reject(new JobFailed(why))
      }
      thread.once('message', (answer: Answer) => {
        done()
        resolve(answer)
      })
      // Out of memory ends the thread with an error; without one it was stopped.
      thread.once('error', () => fail('large'))
      thread.once('exit', () => fail('busy'))
      thread.postMessage(job)
    })
  }

  const made: Lane<Job, Answer> = {
    run(job) {
      if (waiting >= mostWaiting) return Promise.reject(new JobFailed('busy'))
      waiting += 1
      const turn = last
        .then(() => start(job))
        .finally(() => {
          waiting -= 1
        })
      last = turn.catch(() => {})
      return turn
    },
    stop,
  }
  lanes.add(made)
  return made
}

function started(file: URL): Worker {
  const limits = { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } }
  if (!import.meta.url.endsWith('.ts')) return new Worker(file, limits)
  // Under tsx (npm run dev) the thread has to be taught TypeScript first.
  const source = file.href.replace(/\.js$/, '.ts')
  const start = `import('tsx/esm/api').then(({ register }) => (register(), import('${source}')))`
  return new Worker(start, { ...limits, eval: true })
}
