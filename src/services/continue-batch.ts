import { type Batch, doItems, type Read, type Result, type Wire } from './batch.ts'
import type { Service } from './service.ts'

const MOST_AT_ONCE = 16
const MOST_BYTES_AT_ONCE = 4_194_304

/** Does every item it can, in order, whatever becomes of the others; holds a few at a time. */
export async function* continueBatch(
  service: Service,
  wire: Wire,
  batch: Batch,
  items: AsyncIterable<Read> | Iterable<Read>,
): AsyncGenerator<Result> {
  for await (const some of together(items)) yield* await doItems(service, wire, batch, some)
}

/** A few items of different reports: what one item does to a report, the next must find. */
async function* together(items: AsyncIterable<Read> | Iterable<Read>): AsyncGenerator<Read[]> {
  let some: Read[] = []
  let bytes = 0
  let reports = new Set<string>()
  for await (const read of items) {
    const report = `${read.item?.agencyId ?? ''} ${read.item?.year ?? read.index}`
    const full = some.length >= MOST_AT_ONCE || bytes >= MOST_BYTES_AT_ONCE
    if (full || reports.has(report)) {
      yield some
      some = []
      bytes = 0
      reports = new Set()
    }
    some.push(read)
    bytes += read.line.length
    reports.add(report)
  }
  if (some.length > 0) yield some
}
