import { readDocument } from '../documents/index.ts'
import { JobFailed } from '../documents/lane.ts'
import { type Reading, UnreadableDocument } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import { formatOf } from '../formats/index.ts'
import { type Content, reportFrom, TooManyDecimals } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'

/** A report as sent: as JSON that fits its format, or as a document in some medium. */
export type Sent = { readonly content: Content } | SentDocument
export interface SentDocument {
  readonly document: Uint8Array
  readonly mediaType: string
}

export interface Received {
  readonly report: Report
  /** How it was read, when it was a document. */
  readonly reading?: Reading
}

/** Turns what was sent into a report. Throws a Problem for what is no report at all. */
export async function receive(sent: Sent): Promise<Received> {
  if ('content' in sent) return { report: fromContent(sent.content) }
  try {
    const reading = await readDocument(sent.document, sent.mediaType)
    return { report: reading.report, reading }
  } catch (error) {
    throw problemOf(error)
  }
}

/** Bytes that are another thing than a document we read answer 415, those that are none 422. */
function problemOf(error: unknown): unknown {
  if (error instanceof JobFailed) return busy()
  if (!(error instanceof UnreadableDocument)) return error
  const { code, reason } = error
  const another = code === 'unsupported-media-type' || code === 'media-type-mismatch'
  return new Problem(another ? 'unsupported-document' : 'unreadable-document', { reason })
}

/** Too many documents wait to be read or printed. */
export const busy = () => new Problem('busy', {}, { headers: { 'retry-after': '5' } })

function fromContent(content: Content): Report {
  const format = formatOf(content.format)
  if (format === undefined) throw new Error(`Format ${content.format} passed the schema`)
  try {
    return reportFrom(format, content)
  } catch (error) {
    if (!(error instanceof TooManyDecimals)) throw error
    const pointer = `/${error.address.replaceAll('.', '/')}`
    const message = { zh: '最多六位小数（万元）', en: 'must have at most six decimals (万元)' }
    throw new Problem('too-many-decimals', {}, { faults: [{ pointer, code: 'decimals', message }] })
  }
}
