import { beside } from './beside.ts'
import type { Clock } from './clock.ts'
import type { EventStore } from './event-store.ts'
import { impactJobs } from './impact-jobs.ts'
import { type ItemResult, type Job, type JobRow, jobFrom, type NewJob, NotRunning } from './job.ts'
import type { Database } from './open.ts'
import type { Write } from './writer.ts'

/** Work in the background: how far it is, and what became of each item. */
export function jobStore(
  database: Database,
  { write, clock, events }: { write: Write; clock: Clock; events: EventStore },
) {
  const insert = database.prepare(
    `insert into job (id, kind, client, caller, language, atomic, dry_run, state, total, done,
       refused, created_at) values (?, 'batch', ?, ?, ?, ?, ?, 'receiving', 0, 0, 0, ?)`,
  )
  const insertItem = database.prepare('insert into job_item (job, number, line) values (?, ?, ?)')
  const find = database.prepare<[string], JobRow>(
    "select * from job where id = ? and state <> 'receiving'",
  )
  const queue = database.prepare("update job set state = 'queued', total = ? where id = ?")
  const next = database.prepare<[], JobRow>(
    "select * from job where state in ('running', 'queued') order by state desc, created_at limit 1",
  )
  const openOf = database.prepare<[string], { open: number }>(
    "select count(*) as open from job where state in ('receiving', 'queued', 'running') and client = ?",
  )
  const start = database.prepare(
    "update job set state = 'running', started_at = coalesce(started_at, ?) where id = ? and state in ('queued', 'running')",
  )
  const end = database.prepare(
    `update job set state = ?, finished_at = ?, problem = ? where id = ? and state in ('queued', 'running')`,
  )
  const waiting = database.prepare<[string, number, number], { number: number; line: Buffer }>(
    `select number, line from job_item where job = ? and number >= ? and result is null
     order by number limit ?`,
  )
  const keep = database.prepare(
    'update job_item set result = ?, line = null where job = ? and number = ? and result is null',
  )
  const advance = database.prepare(
    "update job set done = done + 1, refused = refused + ? where id = ? and state = 'running'",
  )
  const results = database.prepare<[string, number, number], { number: number; result: string }>(
    `select number, result from job_item where job = ? and number >= ? and result is not null
     order by number limit ?`,
  )
  const oldItems = database.prepare(
    `delete from job_item where rowid in (
       select job_item.rowid from job_item join job on job.id = job_item.job
       where (job.finished_at < @ended or (job.state = 'receiving' and job.created_at < @givenUp)) limit 500)`,
  )
  const oldJobs = database.prepare(
    `delete from job where (finished_at < @ended or (state = 'receiving' and created_at < @givenUp))
       and not exists (select 1 from job_item where job = id)`,
  )

  function keepResult(id: string, { number, line, refused }: ItemResult): void {
    if (advance.run(refused ? 1 : 0, id).changes === 0) throw new NotRunning()
    if (keep.run(line, id, number).changes === 0) throw new Error(`Item ${number} is done already`)
  }

  function mustFind(id: string): Job {
    const row = find.get(id)
    if (row === undefined) throw new Error(`Job ${id} is gone`)
    return jobFrom(row)
  }

  const log = (id: string, client: string, action: string, detail: object = {}) =>
    events.append({ at: clock.tick(), client, action, detail: { job: id, ...detail } })

  return {
    ...impactJobs(database, { write, clock, mustFind, log }),

    async find(id: string): Promise<Job | undefined> {
      const row = find.get(id)
      return row === undefined ? undefined : jobFrom(row)
    },

    /** How many jobs of a client are not finished. */
    openOf: async (client: string) => openOf.get(client)?.open ?? 0,

    /** Begins to receive a batch. */
    receive: ({ id, client, caller, language, atomic, dryRun }: NewJob): Promise<void> =>
      write(() => {
        const at = clock.tick()
        insert.run(id, client, caller, language, atomic ? 1 : 0, dryRun ? 1 : 0, at)
      }),

    /** Keeps lines of a batch that is being received. */
    addLines: (id: string, first: number, lines: readonly Buffer[]): Promise<void> =>
      write(() => {
        lines.forEach((line, i) => {
          insertItem.run(id, first + i, line)
        })
      }),

    /** The batch is whole: from now on it is a job. */
    queue: (id: string, total: number): Promise<Job> =>
      write(() => {
        queue.run(total, id)
        const job = mustFind(id)
        log(id, job.client, 'queue-job', { total })
        return job
      }),

    /** The job to go on with: the one that was running, else the oldest in the queue. */
    next: async (): Promise<Job | undefined> => {
      const row = next.get()
      return row === undefined ? undefined : jobFrom(row)
    },

    start: (id: string): Promise<void> =>
      write(() => {
        start.run(clock.tick(), id)
      }),

    /** Items without a result from a number on. */
    waiting: async (id: string, from: number, limit: number) => waiting.all(id, from, limit),

    /** Within the transaction of the item's effect. Throws NotRunning for a job that was cancelled. */
    keepResult,

    /** Keeps results of items that changed nothing. */
    keepResults: (id: string, kept: readonly ItemResult[]): Promise<void> =>
      beside.apart(() =>
        write(() => {
          for (const result of kept) keepResult(id, result)
        }),
      ),

    /** Ends a job; false when it had ended already. */
    end: (
      { id, client }: Pick<Job, 'id' | 'client'>,
      state: 'succeeded' | 'failed' | 'cancelled',
      problem: string | null,
    ): Promise<boolean> =>
      write(() => {
        const { changes } = end.run(state, clock.tick(), problem, id)
        if (changes > 0)
          log(id, client, state === 'cancelled' ? 'cancel-job' : 'end-job', { state })
        return changes > 0
      }),

    /** Results from a number on, in the order of the batch. */
    results: async (id: string, from: number, limit: number) => results.all(id, from, limit),

    /** Forgets some of what ended, or was given up half received, before a moment; how much it was. */
    purge: (ended: string, givenUp: string): Promise<number> =>
      write(() => {
        const items = oldItems.run({ ended, givenUp }).changes
        return items > 0 ? items : oldJobs.run({ ended, givenUp }).changes
      }),
  }
}
