export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** For whom a job is worked through. */
export interface JobOwner {
  readonly id: string
  readonly client: string
  /** The caller as JSON. */
  readonly caller: string
  readonly language: string
}

/** A batch, and how it is to be worked through. */
export interface NewJob extends JobOwner {
  readonly atomic: boolean
  readonly dryRun: boolean
}

/** A preview of an edition of the rules; `about` is JSON. */
export interface NewImpact extends JobOwner {
  readonly about: string
  readonly total: number
}

/** What is worked through in the background. `problem`, `about`, `position` and `tally` are JSON. */
export interface Job extends NewJob {
  readonly kind: 'batch' | 'impact'
  readonly about: string | null
  readonly position: string | null
  readonly tally: string | null
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

/** How far an impact came: reports looked at, and the lines of those that would change. */
export interface ImpactStep {
  readonly done: number
  readonly position: string
  readonly tally: string
  readonly lines: readonly Pick<ItemResult, 'number' | 'line'>[]
}

/** The job was cancelled meanwhile: what was about to be done for it must not be. */
export class NotRunning extends Error {}

/** A row of the table. */
export interface JobRow extends Pick<Job, 'kind' | 'about' | 'position' | 'tally'> {
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
