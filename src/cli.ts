#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { clearProgress } from './commands/progress.ts'
import { readConfig } from './config.ts'
import type { ExportMedium } from './services/write-export.ts'
import type { Basis } from './store/standing.ts'

/** The same engine without a server. Exit codes: 0 sound, 1 something was found, 2 it could not be done. */
const program = new Command('nianbao')
  .description(
    'Annual reports on government information disclosure: check, verify, rebuild, back up',
  )
  .showHelpAfterError()
  .exitOverride()

// What a command needs is loaded when it is called: help and mistakes are answered at once.
const printed = ['html', 'docx', 'xlsx', 'csv']
const written: readonly (ExportMedium | 'datapackage')[] = ['ndjson', 'csv', 'sdmx', 'datapackage']
const counted: readonly Basis[] = ['submitted', 'accepted', 'published']

const database = () => readConfig().DATABASE

program
  .command('check')
  .description(
    'check documents or JSON files; reports of one agency, or of one year, are held against each other',
  )
  .argument('<file...>', 'text, HTML, Word, Excel, PDF, or a report as JSON')
  .option('--year <year>', 'report year, where a document does not state it', yearIn)
  .option('--json', 'print findings as JSON')
  .addOption(new Option('--lang <language>').choices(['zh', 'en']).default('zh'))
  .action(async (files: string[], options) => {
    const { checkFiles } = await import('./commands/check.ts')
    finish(await checkFiles(files, options))
  })

program
  .command('print')
  .description('print a report on the statutory form')
  .argument('<file>', 'text, HTML, Word, Excel, PDF, or a report as JSON')
  .addOption(new Option('--to <medium>', 'what to print').choices(printed))
  .option('-o, --out <file>', 'where to; the medium may be told by its ending')
  .action(async (file: string, options) => {
    const { printFile } = await import('./commands/print.ts')
    finish(await printFile(file, options))
  })

program
  .command('verify')
  .description('hold every row against the log, every digest and sum against the filed bodies')
  .option('--anchor <id:hash>', 'an event that the log must hold, noted at an earlier verify')
  .action(async ({ anchor }: { anchor?: string }) => {
    const { verify } = await import('./commands/verify.ts')
    finish(await verify(database(), anchor))
  })

program
  .command('rebuild')
  .description('write every roll-up and the search index anew from the filed bodies')
  .action(async () => {
    const { rebuild } = await import('./commands/rebuild.ts')
    finish(await rebuild(database()))
  })

program
  .command('migrate')
  .description('bring the database up to date')
  .action(async () => {
    const { migrate } = await import('./commands/migrate.ts')
    finish(migrate(database()))
  })

program
  .command('backup')
  .description('copy the database while it is in use, and verify the copy')
  .argument('<file>', 'where to; must not exist')
  .action(async (file: string) => {
    const { backup } = await import('./commands/backup.ts')
    finish(await backup(database(), file))
  })

program
  .command('restore')
  .description('put a copy in the place of the database, once it is verified')
  .argument('<file>', 'a copy made by backup')
  .action(async (file: string) => {
    const { restore } = await import('./commands/restore.ts')
    finish(await restore(file, database()))
  })

program
  .command('export')
  .description('write every report that counts in a region for a year')
  .argument('<region>', 'region code')
  .argument('<year>', 'report year', yearIn)
  .addOption(new Option('--basis <basis>', 'which revisions').choices(counted).default('accepted'))
  .option('--as-of <time>', 'as it was at a time that has passed')
  .addOption(new Option('--to <medium>', 'what to write').choices(written).default('ndjson'))
  .option('-o, --out <file>', 'where to')
  .action(async (region: string, year: number, options) => {
    const { exportYear } = await import('./commands/export.ts')
    finish(await exportYear(database(), region, year, options))
  })

program
  .command('recompute')
  .description('add up an NDJSON export without the database, and hold it against its last line')
  .argument('<file>', 'an export in NDJSON')
  .option('--json', 'print the aggregate as JSON')
  .action(async (file: string, options) => {
    const { recomputeFile } = await import('./commands/recompute.ts')
    finish(await recomputeFile(file, options))
  })

program
  .command('key')
  .description('make a key for an administrator or an auditor who has lost the last one')
  .option('--name <name>', 'whose it is', 'Administrator')
  .addOption(new Option('--role <role>').choices(['admin', 'auditor']).default('admin'))
  .action(async ({ name, role }: { name: string; role: 'admin' | 'auditor' }) => {
    const { addKey } = await import('./commands/key.ts')
    finish(await addKey(database(), name, role))
  })

program
  .command('rotate-key')
  .description('sign receipts with a new key; old receipts verify as before')
  .action(async () => {
    const { rotateKey } = await import('./commands/rotate-key.ts')
    finish(await rotateKey(database()))
  })

function finish(exitCode: number): void {
  clearProgress()
  process.exitCode = exitCode
}

function yearIn(text: string): number {
  if (/^(19|20)\d\d$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a year such as 2024.')
}

try {
  await program.parseAsync()
} catch (error) {
  // Help that was asked for is an answer; commander has said itself what is wrong with a command.
  const said = error instanceof CommanderError
  finish(said && error.exitCode === 0 ? 0 : 2)
  if (!said) {
    const { reasonOf } = await import('./commands/read-report.ts')
    process.stderr.write(`${reasonOf(error, 'en')}\n`)
  }
}
