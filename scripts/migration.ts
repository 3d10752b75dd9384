/**
 * Writes the next migration: drizzle-kit compares the schema with the last snapshot, then the two
 * words it cannot write are added to every new table: STRICT, and WITHOUT ROWID for the tables
 * that are read by their primary key alone.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const clustered = new Set(['roll_up', 'filer_count', 'agency_name', 'succession', 'region_agency'])

const before = new Set(readdirSync('migrations'))
execFileSync('npx', ['drizzle-kit', 'generate', ...process.argv.slice(2)], { stdio: 'inherit' })

for (const file of readdirSync('migrations')) {
  if (before.has(file) || !file.endsWith('.sql')) continue
  const sql = readFileSync(`migrations/${file}`, 'utf8')
  const strict = sql.replace(
    /CREATE TABLE `(\w+)` \(([\s\S]*?)\n\);/g,
    (_, name: string, columns: string) =>
      `CREATE TABLE \`${name}\` (${columns}\n) STRICT${clustered.has(name) ? ', WITHOUT ROWID' : ''};`,
  )
  writeFileSync(`migrations/${file}`, strict)
}
