import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { printReport } from '../documents/index.ts'
import { csvType, excelType, htmlType, wordType } from '../documents/media-types.ts'
import { readReport } from './read-report.ts'

/** What a report can be printed as, by the ending of a file. */
const media: Readonly<Record<string, string>> = {
  html: htmlType,
  docx: wordType,
  xlsx: excelType,
  csv: csvType,
}

interface Options {
  readonly to?: string
  readonly out?: string
}

/** Prints a report read from a file, to a file or to standard output. */
export async function printFile(file: string, { to, out }: Options): Promise<number> {
  const medium = to ?? extname(out ?? '').slice(1)
  const mediaType = media[medium]
  if (mediaType === undefined) {
    throw new Error(`Say what to print with --to: ${Object.keys(media).join(', ')}`)
  }
  const { report, agency, year } = await readReport(file)
  const bytes = await printReport(report, { agency: agency ?? '', year }, mediaType)
  if (out === undefined) process.stdout.write(bytes)
  else await writeFile(out, bytes)
  return 0
}
