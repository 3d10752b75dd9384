import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Reading } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import { parseJson } from '../plugins/json-body.ts'
import { problemBody } from '../plugins/problems.ts'
import { type Misfit, validatorCompiler } from '../plugins/validation.ts'
import type { Content } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'
import type { Language } from '../reports/text.ts'
import { check, type Finding, summaryOf } from '../rules/check.ts'
import { ContentInput } from '../schemas/content.ts'
import { noticedIn } from '../services/assess.ts'
import { receive, type Sent } from '../services/receive.ts'
import { agencyIn, yearIn } from '../services/whose-report.ts'
import { say } from './say.ts'

interface Options {
  readonly year?: number
  readonly json?: boolean
  readonly lang: string
}

/** A report read from a file. */
interface Read {
  readonly file: string
  readonly report: Report
  readonly reading?: Reading
  readonly year: number
  readonly agency: string | undefined
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Checks files with the service's own rules; 1 when an error was found, 2 when one cannot be read. */
export async function checkFiles(files: readonly string[], options: Options): Promise<number> {
  const language: Language = options.lang === 'en' ? 'en' : 'zh'
  const read: Read[] = []
  let exitCode = 0
  for (const file of files) {
    try {
      read.push(await readOne(file, options.year))
    } catch (error) {
      exitCode = 2
      process.stderr.write(`${file}: ${reasonOf(error, language)}\n`)
    }
  }
  for (const one of read) {
    const findings = findingsIn(one, read, language)
    if (options.json === true) say(JSON.stringify({ file: one.file, year: one.year, findings }))
    else print(one, findings)
    const { errors } = summaryOf(findings)
    const refused = one.reading?.refused.length ?? 0
    if (exitCode === 0 && (errors > 0 || refused > 0)) exitCode = 1
  }
  return exitCode
}

async function readOne(file: string, asked: number | undefined): Promise<Read> {
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
  return { document: bytes, mediaType: mediaTypes[type] ?? 'text/plain' }
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

/** The findings of one report, last year's of the same agency beside it if it was given. */
function findingsIn(one: Read, all: readonly Read[], language: Language): Finding[] {
  const before = all.find(({ agency, year }) => agency === one.agency && year === one.year - 1)
  return check(
    {
      report: one.report,
      year: one.year,
      ...(before === undefined ? {} : { lastYear: before.report }),
      ...(one.reading === undefined ? {} : noticedIn(one.reading)),
    },
    language,
  )
}

const marks = { error: '强制', warning: '核实', info: '提示' } as const

function print({ file, report, reading }: Read, findings: readonly Finding[]): void {
  const { errors, warnings, infos } = summaryOf(findings)
  say(`${basename(file)}  ${report.title ?? ''}`)
  const cells = report.cells.filter((value) => value !== null).length
  say(`  ${cells} cells stated, ${errors} 强制, ${warnings} 核实, ${infos} 提示`)
  for (const { source, reason } of reading?.refused ?? []) {
    say(`  ✗ ${source.line === undefined ? '' : `line ${source.line}: `}${reason.zh}`)
  }
  for (const { severity, rule, message } of findings)
    say(`  ${marks[severity]}  ${message}  [${rule}]`)
}

function reasonOf(error: unknown, language: Language): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error)
  const place = { instance: '', requestId: '', publicUrl: '' }
  const { title, detail, errors = [] } = problemBody(error, language, place)
  return [`${title}: ${detail}`, ...errors.map((fault) => `  ${JSON.stringify(fault)}`)].join('\n')
}
