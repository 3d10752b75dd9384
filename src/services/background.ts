import type { Wire } from './batch.ts'
import { indexer } from './index-narratives.ts'
import { rechecker } from './recheck-reports.ts'
import { type JobRunner, jobRunner } from './run-jobs.ts'
import type { Service } from './service.ts'

export interface Background {
  readonly runner: JobRunner
  /** Goes on with what was left undone, and looks once an hour for what is to be forgotten. */
  start(): void
  /** Finishes what is in hand. */
  stop(): Promise<void>
}

/** What is done apart from any request: jobs, reports to be checked again, the index of narratives. */
export function background(
  service: Service,
  wire: Wire,
  options: { days: number; log: (error: unknown) => void },
): Background {
  const runner = jobRunner(service, wire, options)
  const again = rechecker(service, options.log)
  const narratives = indexer(service, options.log)
  let hourly: NodeJS.Timeout | undefined
  service.store.rechecks.onTold(again.wake)
  service.store.onCommit(narratives.wake)
  return {
    runner,
    start() {
      runner.wake()
      again.wake()
      narratives.wake()
      hourly = setInterval(() => runner.wake(), 3_600_000).unref()
    },
    async stop() {
      clearInterval(hourly)
      await Promise.all([runner.stop(), again.stop(), narratives.stop()])
    },
  }
}
