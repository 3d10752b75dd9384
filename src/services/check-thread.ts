import { parentPort } from 'node:worker_threads'
import type { CheckJob } from './check-aside.ts'
import { checkWork } from './check-work.ts'

/** The other side of the lanes of `check-aside.ts`: one job at a time. */
parentPort?.on('message', ({ name, job }: CheckJob) => {
  const work = checkWork[name] as (of: unknown) => unknown
  parentPort?.postMessage({ done: work(job) })
})
