#!/usr/bin/env node
import { Command, Option } from 'commander'
import { backup } from './commands/backup.ts'
import { checkFiles } from './commands/check.ts'
import { exported, exportYear } from './commands/export.ts'
import { addKey } from './commands/key.ts'
import { migrate } from './commands/migrate.ts'
import { media, printFile } from './commands/print.ts'
import { rebuild } from './commands/rebuild.ts'
import { recomputeFile } from './commands/recompute.ts'
import { restore } from './commands/restore.ts'
import { rotateKey } from './commands/rotate-key.ts'
import { verify } from './commands/verify.ts'
import { readConfig } from './config.ts'

/** The same engine without a server. Exit codes: 0 sound, 1 something was found, 2 it could not be done. */
const program = new Command('nianbao')
  .description(
    'Annual reports on government information disclosure: check, verify, rebuild, back up',
  )
  .showHelpAfterError()

const database = () => readConfig().DATABASE

program
  .command('check')
  .description(
    'check documents or JSON files; reports of one agency, or of one year, are held against each other',
  )
  .argument('<file...>', 'text, HTML, Word, our Excel form, PDF, or a report as JSON')
  .option('--year <year>', 'report year, where a document does not state it', Number)
  .option('--json', 'print findings as JSON')
  .option('--lang <language>', 'zh or en', 'zh')
  .action(async (files: string[], options) => finish(await checkFiles(files, options)))

program
  .command('print')
  .description('print a report on the statutory form')
  .argument('<file>', 'text, HTML, Word, Excel, PDF, or a report as JSON')
  .addOption(new Option('--to <medium>', 'what to print').choices(Object.keys(media)))
  .option('-o, --out <file>', 'where to; the medium may be told by its ending')
  .action(async (file: string, options) => finish(await printFile(file, options)))

program
  .command('verify')
  .description('hold every row against the log, every digest and sum against the filed bodies')
  .option('--anchor <id:hash>', 'an event that the log must hold, noted at an earlier verify')
  .action(async ({ anchor }: { anchor?: string }) => finish(await verify(database(), anchor)))

program
  .command('rebuild')
  .description('write every roll-up and the search index anew from the filed bodies')
  .action(async () => finish(await rebuild(database())))

program
  .command('migrate')
  .description('bring the database up to date')
  .action(() => finish(migrate(database())))

program
  .command('backup')
  .description('copy the database while it is in use, and verify the copy')
  .argument('<file>', 'where to; must not exist')
  .action(async (file: string) => finish(await backup(database(), file)))

program
  .command('restore')
  .description('put a copy in the place of the database, once it is verified')
  .argument('<file>', 'a copy made by backup')
  .action(async (file: string) => finish(await restore(file, database())))

program
  .command('export')
  .description('write every report that counts in a region for a year')
  .argument('<region>', 'region code')
  .argument('<year>', 'report year', Number)
  .option('--basis <basis>', 'submitted, accepted or published', 'accepted')
  .option('--as-of <time>', 'as it was at a time that has passed')
  .addOption(new Option('--to <medium>', 'what to write').choices(exported).default('ndjson'))
  .option('-o, --out <file>', 'where to')
  .action(async (region: string, year: number, options) =>
    finish(await exportYear(database(), region, year, options)),
  )

program
  .command('recompute')
  .description('add up an NDJSON export without the database, and hold it against its last line')
  .argument('<file>', 'an export in NDJSON')
  .option('--json', 'print the aggregate as JSON')
  .action(async (file: string, options) => finish(await recomputeFile(file, options)))

program
  .command('key')
  .description('make a key for an administrator or an auditor who has lost the last one')
  .option('--name <name>', 'whose it is', 'Administrator')
  .addOption(new Option('--role <role>').choices(['admin', 'auditor']).default('admin'))
  .action(async ({ name, role }: { name: string; role: 'admin' | 'auditor' }) =>
    finish(await addKey(database(), name, role)),
  )

program
  .command('rotate-key')
  .description('sign receipts with a new key; old receipts verify as before')
  .action(async () => finish(await rotateKey(database())))

function finish(exitCode: number): void {
  process.exitCode = exitCode
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
