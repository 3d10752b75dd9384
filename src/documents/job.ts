import { formatOf } from '../formats/index.ts'
import type { Report } from '../reports/report.ts'
import type { Text } from '../reports/text.ts'
import type { About } from './print/printer.ts'
import type { Reading } from './reading.ts'

/** What is given to a thread: bytes to be read. */
export interface ReadJob {
  readonly bytes: Uint8Array
  readonly kind: string
  readonly charset?: string | undefined
}

export type ReadAnswer =
  | { readonly reading: Omit<Reading, 'report'> & { readonly report: Packed } }
  | { readonly code: string; readonly reason: Text }

/** What is given to a thread: a report to be printed, the form to be filled in, or tables alone. */
export interface PrintJob {
  readonly print: 'report' | 'form' | 'tables'
  readonly mediaType: string
  readonly report: Packed
  readonly about: About
  readonly view?: string | undefined
}

export interface PrintAnswer {
  readonly bytes: Uint8Array
}

/** A report as it crosses threads: its format is known by version. */
export type Packed = Omit<Report, 'format'> & { readonly version: string }

export const packed = ({ format, ...content }: Report): Packed => ({
  ...content,
  version: format.version,
})

export function unpacked({ version, ...content }: Packed): Report {
  const format = formatOf(version)
  if (format === undefined) throw new Error(`no format ${version}`)
  return { ...content, format }
}
