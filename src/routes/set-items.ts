import type { Readable } from 'node:stream'
import { Problem } from '../errors.ts'
import { parseJson } from '../plugins/json-body.ts'
import { linesOf, StreamTooLong } from '../plugins/ndjson.ts'
import type { Wire } from '../services/batch.ts'
import { type ReadSetItem, readSetItem } from '../services/validate-set.ts'
import { setItemFrom } from './batch-line.ts'

export const MOST_SET_BYTES = 16 * 2 ** 20

/** The reports of a set that was sent as one body. */
export function* itemsOf(reports: readonly unknown[]): Generator<ReadSetItem> {
  for (const report of reports) yield readSetItem(() => setItemFrom(report))
}

/** The reports of a set that is sent line by line, read no faster than they are taken. */
export async function* linesOfSet(
  stream: Readable,
  { longest }: Pick<Wire, 'longest'>,
): AsyncGenerator<ReadSetItem> {
  const lines = linesOf(stream, { longest, most: MOST_SET_BYTES })
  for (;;) {
    const { done, value: line } = await lines.next().catch((error: unknown) => {
      throw error instanceof StreamTooLong
        ? new Problem('body-too-large', { limit: MOST_SET_BYTES })
        : error
    })
    if (done === true) return
    yield line === 'too-long'
      ? { error: new Problem('line-too-long', { limit: longest }) }
      : readSetItem(() => setItemFrom(parseJson(line)))
  }
}
