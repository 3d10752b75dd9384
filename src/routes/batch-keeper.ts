import { createHash } from 'node:crypto'
import { Problem } from '../errors.ts'
import { answerKept } from '../plugins/retries.ts'
import type { Keeper } from '../services/batch.ts'
import type { Attempt } from '../store/kept-answers.ts'
import type { Store } from '../store/store.ts'

/** A batch that may be sent again: whose, under which key, and what else decides what is done. */
export interface KeyedBatch {
  readonly client: string
  readonly key: string
  readonly about: readonly unknown[]
  readonly expired: string
}

/** Keeps nothing: a batch without a key. */
export const keepsNothing: Keeper = { found: () => undefined, keep: () => {} }

/**
 * Keeps the result of every item with its effect. A batch cut off half way is sent again as it
 * was: items that were done are answered again, the others are done.
 */
export function batchKeeper({ answers }: Store, batch: KeyedBatch): Keeper {
  return {
    found(index, line) {
      const attempt = attemptOf(batch, `item ${index}`, line)
      const kept = answers.find(attempt)
      return kept && answerKept(kept, attempt.request).body.toString()
    },
    keep(index, line, { text, status }) {
      const answer = { status, headers: {}, body: Buffer.from(text), content: null }
      answers.keep(attemptOf(batch, `item ${index}`, line), answer)
    },
  }
}

/** The attempt to queue the batch as a job, by the digest of all its lines. */
export const jobAttempt = (batch: KeyedBatch, digest: Buffer): Attempt =>
  attemptOf(batch, 'job', digest)

/** Whether the key was used before: for items done at once, or for a job. */
export function usedFor({ answers }: Store, batch: KeyedBatch): 'items' | 'job' | undefined {
  if (answers.find(attemptOf(batch, 'job', NOTHING)) !== undefined) return 'job'
  return answers.find(attemptOf(batch, 'item 0', NOTHING)) === undefined ? undefined : 'items'
}

export function mustNotBeUsedFor(other: 'items' | 'job', used: 'items' | 'job' | undefined): void {
  if (used === other) throw new Problem('idempotency-key-reused')
}

const NOTHING = Buffer.alloc(0)

const attemptOf = ({ client, key, about, expired }: KeyedBatch, what: string, of: Buffer) => ({
  client,
  operation: `batchReports ${what}`,
  key,
  request: createHash('sha256').update(JSON.stringify(about)).update(of).digest(),
  expired,
})
