/**
 * Sums over a county, a province and the nation, beside plain SQL over the same reports in a table
 * of cells and in a wide table (179 to 200 columns), in one run:
 * `node build/bench/sums.js --size county|province|nation [--keep folder]`.
 * Reports are made up, the same in every run, and loaded straight through the store.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { partsOf } from '../src/services/add-up.ts'
import type { AggregateQuery } from '../src/services/aggregate-query.ts'
import { aggregateReports } from '../src/services/aggregate-reports.ts'
import type { Service } from '../src/services/service.ts'
import { openDatabase } from '../src/store/open.ts'
import { openStore } from '../src/store/store.ts'
import { LAST_YEAR, sizes } from './generate.ts'
import { loaded } from './load.ts'
import { plainSql } from './plain-sql.ts'

const { values } = parseArgs({
  options: { size: { type: 'string', default: 'county' }, keep: { type: 'string' } },
})
const size = sizes[values.size]
if (size === undefined) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)
const folder =
  values.keep ?? process.env['BENCH_KEEP'] ?? mkdtempSync(join(tmpdir(), 'nianbao-sums-'))
mkdirSync(folder, { recursive: true })
const path = join(folder, `${values.size}.sqlite`)

const admin = { id: 'bench', role: 'admin', agencies: [], region: null } as const
await loaded(path, size, say)
const database = openDatabase(path)
const store = openStore(path, database)
const service: Service = { store, publicRead: true, now: () => new Date() }
const years = { from: LAST_YEAR - size.years + 1, to: LAST_YEAR }
say(`database ${(statSync(path).size / 2 ** 20).toFixed(0)} MB`)

const places = { county: '110001', province: '110000', nation: '000000' }
const ours = (query: Omit<AggregateQuery, 'basis'>) => () =>
  aggregateReports(service, admin, { basis: 'published', ...query }).then(({ text }) => text())

say('\nours: through the service, all cells, coverage, gaps and indicators')
for (const [name, region] of Object.entries(places)) {
  await measure(`one year, ${name}`, ours({ region, year: LAST_YEAR }))
}
await measure(
  `${size.years} years by year, nation`,
  ours({ region: places.nation, ...years, groupBy: ['year'] }),
)
await measure(
  'by kind, nation',
  ours({ region: places.nation, year: LAST_YEAR, groupBy: ['kind'] }),
)
await measure(
  `${size.counties[0]} child regions of a province`,
  ours({ region: places.province, year: LAST_YEAR, groupBy: ['region'] }),
)
const sums = store.sums.now(places.province, 'published')
await measure('the same, rows read and decoded alone', async () => {
  sums.children()
  for (const [, rows] of sums.held('children', '', LAST_YEAR, LAST_YEAR).rows) partsOf(rows)
})

const plain = plainSql(database, join(folder, `${values.size}-plain.sqlite`), say)
for (const [name, run] of plain.queries(places, LAST_YEAR))
  await measure(name, async () => run(), 2000)
say('\nDuckDB is not installed here and not measured.')
plain.close()
store.close()
if (values.keep === undefined) rmSync(folder, { recursive: true })

/** Runs for at most so many milliseconds after a warm-up, and prints p50 and p99. */
async function measure(name: string, run: () => Promise<unknown>, budget = 1000): Promise<void> {
  const times: number[] = []
  const begin = performance.now()
  for (let i = 0; i < 500 && (i < 3 || performance.now() - begin < budget); i++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  const warm = times.slice(Math.floor(times.length / 5)).sort((a, b) => a - b)
  const at = (q: number) =>
    (warm[Math.min(warm.length - 1, Math.floor(warm.length * q))] ?? 0).toFixed(3)
  say(
    `${name.padEnd(44)} p50 ${at(0.5).padStart(10)} ms  p99 ${at(0.99).padStart(10)} ms  (${times.length})`,
  )
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
