import { Problem } from '../errors.ts'
import type { Content } from '../reports/content.ts'
import type { Language } from '../reports/text.ts'
import { beside } from '../store/beside.ts'
import { NotRunning } from '../store/job.ts'
import type { Filed } from '../store/report-store.ts'
import type { PutReport } from './plan-filing.ts'
import { putReport } from './put-report.ts'
import { etagOf } from './representation.ts'
import type { Asking, Service } from './service.ts'
import { statedPlace } from './stated-place.ts'
import { turn } from './turn.ts'

/** One line of a batch, of the shape the wire schema asks for. */
export interface BatchItem {
  readonly agencyId: string
  readonly year: number
  readonly content?: Content
  /** Base64. */
  readonly document?: string
  readonly mediaType?: string
  readonly ifMatch?: string
  readonly reason?: string
  readonly submit?: boolean
}

/** How lines are read and problems are told; the wire's matter. */
export interface Wire {
  /** Most bytes of a line. */
  readonly longest: number
  /** Throws for a line that is no item. */
  readonly parse: (line: Buffer) => BatchItem
  readonly tell: (
    error: unknown,
    language: Language,
    about: { readonly instance: string; readonly requestId: string },
  ) => Told
}
export interface Told {
  readonly status: number
  readonly [member: string]: unknown
}

/** Where results of items are kept with their effects, so that no item is done twice. */
export interface Keeper {
  /** What was answered for an item that was done before; throws when it was another item. */
  found(index: number, line: Buffer): string | undefined
  /** Within the transaction of the item's effect. */
  keep(index: number, line: Buffer, result: Result): void
}

/** What became of an item: the line that is answered. */
export interface Result {
  readonly text: string
  readonly status: number
}

export const isRefused = ({ status }: Result): boolean => status >= 400

export interface Batch {
  readonly asking: Asking
  /** The request's id, or the job's. */
  readonly id: string
  readonly dryRun: boolean
  readonly keeper: Keeper
}

/** An item that was read, or why it could not be. */
export interface Read {
  readonly index: number
  readonly line: Buffer
  readonly item: BatchItem | undefined
  readonly error: unknown
}

/** What stands for a line that was longer than lines may be; blank lines are passed over. */
export const TOO_LONG = Buffer.alloc(0)

export function readItem({ parse, longest }: Wire, index: number, line: Buffer): Read {
  try {
    if (line.length === 0) throw new Problem('line-too-long', { limit: longest })
    return { index, line, item: parse(line), error: undefined }
  } catch (error) {
    return { index, line, item: undefined, error }
  }
}

export const putOf = (item: BatchItem, dryRun: boolean): PutReport => {
  const { agencyId, year, content, document, mediaType = '', ifMatch, reason, submit } = item
  const sent =
    content === undefined
      ? { document: Buffer.from(document ?? '', 'base64'), mediaType }
      : { content }
  return { agencyId, year, sent, preconditions: { ifMatch }, reason, submit, dryRun }
}

/** Does some items, of different reports, at once; answers in their order. */
export async function doItems(
  service: Service,
  wire: Wire,
  batch: Batch,
  items: readonly Read[],
): Promise<Result[]> {
  const doing: Promise<Result>[] = []
  const ours = turn()
  for (const read of items) {
    doing.push(doItem(service, wire, batch, read))
    if (ours.isOver()) await ours.pass()
  }
  return Promise.all(doing)
}

async function doItem(
  service: Service,
  wire: Wire,
  { asking, id, dryRun, keeper }: Batch,
  { index, line, item, error }: Read,
): Promise<Result> {
  try {
    const before = keeper.found(index, line)
    if (before !== undefined) return { text: before, status: 200 }
    if (item === undefined) throw error
    const done = (filed: unknown) => filedResult(service, index, item, filed as Filed)
    const filed = await beside.during(
      (result) => keeper.keep(index, line, done(result)),
      () => putReport(service, asking, putOf(item, dryRun)),
    )
    return done(filed)
  } catch (failure) {
    if (failure instanceof NotRunning) throw failure
    return refusal(wire, { asking, id }, { index, line, item }, failure)
  }
}

export function filedResult(
  service: Service,
  index: number,
  item: BatchItem,
  { outcome, head }: Filed,
): Result {
  const { agencyId, year } = item
  const status = outcome === 'created' ? 201 : 200
  const { state, revision, summary: findings } = head
  const result = {
    index,
    status,
    agencyId,
    year,
    etag: etagOf(service, head),
    state,
    revision,
    findings,
  }
  return { text: JSON.stringify(result), status }
}

export function refusal(
  { tell }: Wire,
  { asking, id }: Pick<Batch, 'asking' | 'id'>,
  { index, line, item }: Pick<Read, 'index' | 'line' | 'item'>,
  error: unknown,
): Result {
  const { agencyId, year } = item ?? statedPlace(line)
  const instance = item === undefined ? '/v1/report-batches' : `/v1/reports/${agencyId}/${year}`
  const problem = tell(error, asking.language, { instance, requestId: id })
  const result = { index, status: problem.status, agencyId, year, problem }
  return { text: JSON.stringify(result), status: problem.status }
}
