export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** How a job is to be worked through, and for whom. */
export interface NewJob {
  readonly id: string
  readonly client: string
  /** The caller as JSON. */
  readonly caller: string
  readonly language: string
  readonly atomic: boolean
  readonly dryRun: boolean
}

/** A batch that is worked through in the background. `problem` is JSON. */
export interface Job extends NewJob {
  readonly state: JobState
  readonly total: number
  readonly done: number
  readonly refused: number
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly problem: string | null
}

/** What became of an item, as the line that is answered for it. */
export interface ItemResult {
  readonly number: number
  readonly line: string
  readonly refused: boolean
}

/** The job was cancelled meanwhile: what was about to be done for it must not be. */
export class NotRunning extends Error {}

/** A row of the table. */
export interface JobRow {
  readonly id: string
  readonly client: string
  readonly caller: string
  readonly language: string
  readonly atomic: number
  readonly dry_run: number
  readonly state: JobState
  readonly total: number
  readonly done: number
  readonly refused: number
  readonly created_at: string
  readonly started_at: string | null
  readonly finished_at: string | null
  readonly problem: string | null
}

export const jobFrom = ({ dry_run, created_at, started_at, finished_at, ...row }: JobRow): Job => ({
  ...row,
  atomic: row.atomic === 1,
  dryRun: dry_run === 1,
  createdAt: created_at,
  startedAt: started_at,
  finishedAt: finished_at,
})
