/**
 * Writes what a database of this version looks like, test/fixtures/releases/VERSION.sqlite.gz: once
 * for each release, and never again after it. Every later version has to open it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { recordedAnswers } from './examples/recorded.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
const path = join(folder, 'filled.sqlite')
await recordedAnswers(path)
const copy = join(folder, 'copy.sqlite')
const database = new Sqlite(path)
database.exec(`vacuum into '${copy}'`)
database.close()
const target = `test/fixtures/releases/${version}.sqlite.gz`
writeFileSync(target, gzipSync(readFileSync(copy), { level: 9 }))
rmSync(folder, { recursive: true })
process.stdout.write(`${target}\n`)
