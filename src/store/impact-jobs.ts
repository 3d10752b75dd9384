import type { Clock } from './clock.ts'
import { type ImpactStep, type Job, type NewImpact, NotRunning } from './job.ts'
import type { Database } from './open.ts'
import type { Write } from './writer.ts'

interface Jobs {
  readonly write: Write
  readonly clock: Clock
  readonly mustFind: (id: string) => Job
  readonly log: (id: string, client: string, action: string, detail: object) => unknown
}

/** Jobs that weigh an edition of the rules: no items are sent, lines come of what would change. */
export function impactJobs(database: Database, { write, clock, mustFind, log }: Jobs) {
  const insert = database.prepare(
    `insert into job (id, kind, client, caller, language, atomic, dry_run, state, total, done,
       refused, created_at, about) values (?, 'impact', ?, ?, ?, 0, 0, 'queued', ?, 0, 0, ?, ?)`,
  )
  const advance = database.prepare(
    `update job set done = done + ?, position = ?, tally = ? where id = ? and state = 'running'`,
  )
  const keep = database.prepare('insert into job_item (job, number, result) values (?, ?, ?)')

  return {
    queueImpact: ({ id, client, caller, language, about, total }: NewImpact): Promise<Job> =>
      write(() => {
        insert.run(id, client, caller, language, total, clock.tick(), about)
        log(id, client, 'queue-job', { total, about: JSON.parse(about) as unknown })
        return mustFind(id)
      }),

    /** Keeps a step of the way. Throws NotRunning for a job that was cancelled. */
    keepImpact: (id: string, { done, position, tally, lines }: ImpactStep): Promise<void> =>
      write(() => {
        if (advance.run(done, position, tally, id).changes === 0) throw new NotRunning()
        for (const { number, line } of lines) keep.run(id, number, line)
      }),
  }
}
