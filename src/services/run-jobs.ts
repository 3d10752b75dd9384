import { setTimeout as after } from 'node:timers/promises'
import { NotRunning } from '../store/job.ts'
import type { Wire } from './batch.ts'
import { PATIENCE, runJob } from './run-job.ts'
import type { Service } from './service.ts'

export interface JobRunner {
  /** There may be something to do. */
  wake(): void
  /** Finishes the items in hand; the rest is done after the next start. */
  stop(): Promise<void>
}

/**
 * Works through jobs one after another. The result of an item is committed with its effect, so a
 * job that was cut off goes on with the first item that has none.
 */
export function jobRunner(
  service: Service,
  wire: Wire,
  { days, log }: { days: number; log: (error: unknown) => void },
): JobRunner {
  const { jobs } = service.store
  let stopping = false
  let running: Promise<void> | undefined
  const workshop = { service, wire, isStopping: () => stopping }

  /** Forgets jobs that ended long ago, a few at a time, and what was never received whole. */
  async function forget(): Promise<void> {
    const before = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    let forgotten = 1
    while (!stopping && forgotten > 0) forgotten = await jobs.purge(before(days * 24), before(1))
  }

  async function work(): Promise<void> {
    await forget().catch(log)
    while (!stopping) {
      const job = await jobs.next()
      if (job === undefined) return
      try {
        await runJob(workshop, job)
      } catch (error) {
        if (error instanceof NotRunning) continue
        log(error)
        await after(PATIENCE, undefined, { ref: false })
      }
    }
  }

  return {
    wake() {
      if (stopping || running !== undefined) return
      running = work().finally(() => {
        running = undefined
      })
    },
    async stop() {
      stopping = true
      await running
    },
  }
}
