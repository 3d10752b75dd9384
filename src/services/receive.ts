import { readDocument } from '../documents/index.ts'
import { type Reading, UnreadableDocument } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import { formatOf } from '../formats/index.ts'
import { type Content, reportFrom, TooManyDecimals } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'

/** A report as sent: as JSON that fits its format, or as a document in some medium. */
export type Sent =
  | { readonly content: Content }
  | { readonly document: Uint8Array; readonly mediaType: string }

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
    if (error instanceof UnreadableDocument) {
      throw new Problem('unreadable-document', { reason: error.reason })
    }
    throw error
  }
}

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

/** Refuses a document in which something could not be read without guessing. */
export function mustBeCertain({ reading }: Received): void {
  if (reading === undefined || reading.refused.length === 0) return
  const faults = reading.refused.map(({ at, source, reason }) => ({
    ...(at === undefined ? {} : { pointer: `/${at.replaceAll('.', '/')}` }),
    code: 'ambiguous',
    message: placed(source.line, reason),
  }))
  throw new Problem('ambiguous-document', { count: faults.length }, { faults })
}

const placed = (line: number | undefined, reason: { zh: string; en: string }) =>
  line === undefined
    ? reason
    : { zh: `第 ${line} 行：${reason.zh}`, en: `line ${line}: ${reason.en}` }
