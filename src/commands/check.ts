import { basename } from 'node:path'
import { accountOf } from '../documents/account.ts'
import type { Language } from '../reports/text.ts'
import { check, type Finding, summaryOf } from '../rules/check.ts'
import type { Subject } from '../rules/rule.ts'
import { type InSet, subjectsIn } from '../rules/set.ts'
import { noticedIn } from '../services/assess.ts'
import { placed } from '../services/certain.ts'
import { clearProgress, told } from './progress.ts'
import { type FileRead, readReport, reasonOf } from './read-report.ts'
import { say } from './say.ts'

interface Options {
  readonly year?: number
  readonly json?: boolean
  readonly lang: string
}

/** Checks files together with the service's own rules; 1 when an error was found, 2 when one cannot be read. */
export async function checkFiles(files: readonly string[], options: Options): Promise<number> {
  const language: Language = options.lang === 'en' ? 'en' : 'zh'
  const read: FileRead[] = []
  let exitCode = 0
  for (const [i, file] of files.entries()) {
    told('files', i, files.length)
    try {
      read.push(await readReport(file, options.year))
    } catch (error) {
      exitCode = 2
      clearProgress()
      process.stderr.write(`${file}: ${reasonOf(error, language)}\n`)
    }
  }
  const subjects = subjectsIn(read.map(inSet))
  for (const one of read) {
    const findings = check(subjects.next().value as Subject, language)
    if (options.json === true) say(JSON.stringify({ file: one.file, year: one.year, findings }))
    else print(one, findings, language)
    const { errors } = summaryOf(findings)
    const refused = one.reading?.refused.length ?? 0
    if (exitCode === 0 && (errors > 0 || refused > 0)) exitCode = 1
  }
  return exitCode
}

/** A file among the others: those of its agency, and of others for its year, are held against it. */
const inSet = ({ file, report, year, agency, reading }: FileRead): InSet => ({
  of: agency ?? file,
  name: agency ?? basename(file),
  subject: { report, year, ...(reading === undefined ? {} : noticedIn(reading)) },
})

const marks = {
  zh: { error: '强制', warning: '核实', info: '提示' },
  en: { error: 'error', warning: 'warning', info: 'info' },
} as const

function print(
  { file, report, reading }: FileRead,
  findings: readonly Finding[],
  language: Language,
): void {
  const mark = marks[language]
  const { errors, warnings, infos } = summaryOf(findings)
  say(`${basename(file)}  ${report.title ?? ''}`)
  const cells = report.cells.filter((value) => value !== null).length
  say(
    `  ${cells} cells stated, ${errors} ${mark.error}, ${warnings} ${mark.warning}, ${infos} ${mark.info}`,
  )
  if (reading !== undefined) {
    const { read, notStated, refused } = accountOf(reading)
    say(`  ${reading.mediaType}: ${read} read, ${notStated} not stated, ${refused} refused`)
  }
  for (const { source, reason } of reading?.refused ?? [])
    say(`  ✗ ${placed(source, reason)[language]}`)
  for (const { severity, rule, message } of findings)
    say(`  ${mark[severity]}  ${message}  [${rule}]`)
}
