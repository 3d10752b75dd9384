import { Problem } from '../errors.ts'
import { atomicBatch, MOST_ATOMIC } from '../services/atomic-batch.ts'
import { type Batch, isRefused, type Read, type Result, readItem } from '../services/batch.ts'
import { continueBatch } from '../services/continue-batch.ts'
import type { Asking } from '../services/service.ts'
import { batchKeeper, keepsNothing, mustNotBeUsedFor, usedFor } from './batch-keeper.ts'
import type { AskedBatch, BatchOptions } from './batches.ts'

/** Does a batch while it is being sent; the lines of the answer come as the items are done. */
export async function answerBatch(
  { service, wire }: Pick<BatchOptions, 'service' | 'wire'>,
  asking: Asking,
  id: string,
  { atomic, dryRun, keyed, lines }: AskedBatch,
): Promise<{ lines: AsyncIterable<string>; replayed: boolean }> {
  const used = keyed && usedFor(service.store, keyed)
  mustNotBeUsedFor('job', used)
  const keeper = keyed === undefined ? keepsNothing : batchKeeper(service.store, keyed)
  const batch: Batch = { asking, id, dryRun, keeper }

  async function* reads(): AsyncGenerator<Read> {
    let index = 0
    for await (const line of lines) yield readItem(wire, index++, line)
  }

  async function* told(results: AsyncIterable<Result> | Iterable<Result>) {
    const count = { total: 0, succeeded: 0, failed: 0 }
    let problem: object | undefined
    try {
      for await (const result of results) {
        count.total++
        if (isRefused(result)) count.failed++
        else count.succeeded++
        yield `${result.text}\n`
      }
    } catch (error) {
      const about = { instance: '/v1/report-batches', requestId: id }
      problem = wire.tell(error, asking.language, about)
    }
    const summary = {
      ...count,
      ...(dryRun ? { dryRun } : {}),
      ...(problem === undefined ? {} : { problem }),
    }
    yield `${JSON.stringify({ summary })}\n`
  }

  const results = atomic
    ? await atomicBatch(service, wire, batch, await atMost(reads(), MOST_ATOMIC))
    : continueBatch(service, wire, batch, reads())
  return { lines: told(results), replayed: used === 'items' }
}

async function atMost(reads: AsyncIterable<Read>, most: number): Promise<Read[]> {
  const all: Read[] = []
  for await (const read of reads) {
    if (all.length === most) throw new Problem('too-many-items', { limit: most })
    all.push(read)
  }
  return all
}
