import type { Report } from '../reports/report.ts'
import {
  type PrintAnswer,
  type PrintJob,
  packed,
  type ReadAnswer,
  type ReadJob,
  unpacked,
} from './job.ts'
import { holdThreads, JobFailed, lane, stopThreads } from './lane.ts'
import { printersOf } from './print/index.ts'
import type { About } from './print/printer.ts'
import { kindOf } from './read/kind.ts'
import { readBytes } from './read-bytes.ts'
import { type Reading, UnreadableDocument } from './reading.ts'

export { holdThreads, type Reading, stopThreads, UnreadableDocument }

/** Text and pages of up to so many bytes and cells take a few milliseconds and are read at once. */
const LIGHT = 64 * 1024
const FEW_CELLS = 2_000
const LARGEST = 32 * 2 ** 20

/** A document that is slow to read does not hold up those that are to be printed. */
const thread = new URL('./worker.js', import.meta.url)
const reading = lane<ReadJob, ReadAnswer>({ thread, longest: 20_000, mostWaiting: 64 })
const printing = lane<PrintJob, PrintAnswer>({ thread, longest: 20_000, mostWaiting: 64 })

/**
 * Reads a report from a document of one of `readTypes`; what `application/octet-stream` is, its
 * bytes say. What cannot be told without guessing is named in the reading's `refused`; bytes that
 * are no report at all throw UnreadableDocument, too many documents at once JobFailed.
 */
export async function readDocument(bytes: Uint8Array, mediaType: string): Promise<Reading> {
  const { type, charset } = parseMediaType(mediaType)
  if (bytes.byteLength > LARGEST) throw tooLarge()
  const kind = kindOf(bytes, type)
  if (kind.startsWith('text/') && isLight(bytes)) return readBytes(bytes, kind, charset)
  const answer = await reading.run({ bytes, kind, charset }).catch((error: unknown) => {
    throw error instanceof JobFailed && error.why !== 'busy' ? unfit[error.why]() : error
  })
  if (!('reading' in answer)) throw new UnreadableDocument(answer.code, answer.reason)
  return { ...answer.reading, report: unpacked(answer.reading.report) }
}

function isLight(bytes: Uint8Array): boolean {
  if (bytes.byteLength > LIGHT) return false
  const separators = bytes.reduce((sum, byte) => sum + (ends.has(byte) ? 1 : 0), 0)
  return separators <= FEW_CELLS
}

/** What ends a line or a cell. */
const ends = new Set(Buffer.from('\n\t|'))

/** Prints a report in one of the media of `printers`, in one of its views; heavy ones on a thread. */
export const printReport = (
  report: Report,
  about: About,
  mediaType: string,
  view?: string,
): Promise<Buffer> => print({ print: 'report', report, about, mediaType, view })

/** Prints the form to be filled in, in one of the media of `forms`, with what is known already. */
export const printForm = (known: Report, about: About, mediaType: string): Promise<Buffer> =>
  print({ print: 'form', report: known, about, mediaType })

/** Prints the official tables alone, of a sum as of a report. */
export const printTables = (sum: Report, mediaType: string): Promise<Buffer> =>
  print({ print: 'tables', report: sum, about: { agency: '', year: 0 }, mediaType })

async function print(job: Omit<PrintJob, 'report'> & { report: Report }): Promise<Buffer> {
  const { report, about, mediaType, view } = job
  const printer = printersOf[job.print][mediaType]
  if (printer === undefined) throw new Error(`Nothing is printed as ${mediaType}`)
  if (mediaType.startsWith('text/')) return printer.print(report, about, view)
  const { bytes } = await printing.run({ ...job, report: packed(report) })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function parseMediaType(mediaType: string): { type: string; charset?: string } {
  const [type = '', ...parameters] = mediaType.split(';').map((part) => part.trim())
  const charset = parameters.find((part) => part.toLowerCase().startsWith('charset='))
  const value = charset?.slice('charset='.length).replaceAll('"', '')
  return value ? { type: type.toLowerCase(), charset: value } : { type: type.toLowerCase() }
}

const tooLarge = () =>
  new UnreadableDocument('too-large', {
    zh: '文件超过 32 MB，不能读取',
    en: 'The file is over 32 MB and is not read',
  })

const unfit = {
  slow: () =>
    new UnreadableDocument('timeout', {
      zh: '读取文件超过时限，已停止；请删去图片和无关内容后重新提交',
      en: 'Reading took longer than allowed and was stopped: send the report without anything else',
    }),
  large: () =>
    new UnreadableDocument('too-large', {
      zh: '读取文件需要的内存超过限制；请删去图片和无关内容后重新提交',
      en: 'Reading takes more memory than allowed: send the report without anything else',
    }),
}
