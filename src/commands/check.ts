import { basename } from 'node:path'
import { accountOf } from '../documents/account.ts'
import type { Language } from '../reports/text.ts'
import { check, type Finding, summaryOf } from '../rules/check.ts'
import { noticedIn } from '../services/assess.ts'
import { placed } from '../services/certain.ts'
import { type FileRead, readReport, reasonOf } from './read-report.ts'
import { say } from './say.ts'

interface Options {
  readonly year?: number
  readonly json?: boolean
  readonly lang: string
}

/** Checks files with the service's own rules; 1 when an error was found, 2 when one cannot be read. */
export async function checkFiles(files: readonly string[], options: Options): Promise<number> {
  const language: Language = options.lang === 'en' ? 'en' : 'zh'
  const read: FileRead[] = []
  let exitCode = 0
  for (const file of files) {
    try {
      read.push(await readReport(file, options.year))
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

/** The findings of one report, last year's of the same agency beside it if it was given. */
function findingsIn(one: FileRead, all: readonly FileRead[], language: Language): Finding[] {
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

function print({ file, report, reading }: FileRead, findings: readonly Finding[]): void {
  const { errors, warnings, infos } = summaryOf(findings)
  say(`${basename(file)}  ${report.title ?? ''}`)
  const cells = report.cells.filter((value) => value !== null).length
  say(`  ${cells} cells stated, ${errors} 强制, ${warnings} 核实, ${infos} 提示`)
  if (reading !== undefined) {
    const { read, notStated, refused } = accountOf(reading)
    say(`  ${reading.mediaType}: ${read} read, ${notStated} not stated, ${refused} refused`)
  }
  for (const { source, reason } of reading?.refused ?? []) say(`  ✗ ${placed(source, reason).zh}`)
  for (const { severity, rule, message } of findings)
    say(`  ${marks[severity]}  ${message}  [${rule}]`)
}
