import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import {
  excelType,
  htmlType,
  pdfType,
  textType,
  unknownType,
  wordType,
} from '../documents/media-types.ts'
import type { Reading } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import { parseJson } from '../plugins/json-body.ts'
import { problemBody } from '../plugins/problems.ts'
import { type Misfit, validatorCompiler } from '../plugins/validation.ts'
import type { Content } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'
import type { Language } from '../reports/text.ts'
import { ContentInput } from '../schemas/content.ts'
import { receive, type Sent } from '../services/receive.ts'
import { agencyIn, yearIn } from '../services/whose-report.ts'

/** A report read from a file. */
export interface FileRead {
  readonly file: string
  readonly report: Report
  readonly reading?: Reading
  readonly year: number
  readonly agency: string | undefined
}

/** What a file is called; what any other is, its bytes say. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.txt': textType,
  '.md': textType,
  '.html': htmlType,
  '.htm': htmlType,
  '.pdf': pdfType,
  '.docx': wordType,
  '.xlsx': excelType,
}

/** Reads a file as the service would take it; `asked` is the year where it states none. */
export async function readReport(file: string, asked?: number): Promise<FileRead> {
  const bytes = await readFile(file)
  const { report, reading } = await receive(sentAs(file, bytes))
  const year = asked ?? reading?.year ?? yearIn(report)
  if (year === undefined) throw new Problem('year-not-stated')
  const agency = reading?.agency ?? agencyIn(report.title)
  return { file, report, year, agency, ...(reading === undefined ? {} : { reading }) }
}

function sentAs(file: string, bytes: Buffer): Sent {
  const type = extname(file).toLowerCase()
  if (type === '.json') return { content: contentIn(bytes) }
  return { document: bytes, mediaType: mediaTypes[type] ?? unknownType }
}

const fits = validatorCompiler({
  schema: ContentInput as object,
  httpPart: 'body',
  method: '',
  url: '',
})

/** JSON that follows the schema of its format, as the service would take it. */
function contentIn(bytes: Buffer): Content {
  const value = parseJson(bytes)
  const { error } = fits(value) as { error?: Misfit }
  if (error === undefined) return value as Content
  throw new Problem('invalid-body', { count: error.faults.length }, { faults: error.faults })
}

/** What to tell somebody whose file cannot be read. */
export function reasonOf(error: unknown, language: Language): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error)
  const place = { instance: '', requestId: '', publicUrl: '' }
  const { title, detail, errors = [] } = problemBody(error, language, place)
  return [`${title}: ${detail}`, ...errors.map((fault) => `  ${JSON.stringify(fault)}`)].join('\n')
}
