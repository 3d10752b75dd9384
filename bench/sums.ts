/**
 * Sums over a county, a province and the nation, beside plain SQL over the same reports in a table
 * of cells and in a wide table, DuckDB over the wide table and, over HTTP, a bare Fastify route
 * that sends the same bytes, all in one run: `npm run bench -- sums --size nation --keep FOLDER`.
 * The reports are made up, the same in every run; what was loaded is kept in the folder.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { partsOf } from '../src/services/add-up.ts'
import { aggregateReports } from '../src/services/aggregate-reports.ts'
import type { Service } from '../src/services/service.ts'
import { openStore } from '../src/store/store.ts'
import { LAST_YEAR, sizes } from './generate.ts'
import { loaded } from './load.ts'
import { duckDb, type Peer, plainSql } from './plain-sql.ts'
import { plainTables } from './plain-tables.ts'
import { type Question, questionsFor } from './questions.ts'
import { overHttp } from './sums-http.ts'
import { line, load, say, type Timing, timed } from './timing.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'county' },
    keep: { type: 'string', default: process.env['BENCH_KEEP'] ?? '' },
    told: { type: 'boolean', default: false },
    rebuild: { type: 'boolean', default: false },
  },
})
const size = sizes[values.size]
if (size === undefined) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)
const folder = values.keep === '' ? mkdtempSync(join(tmpdir(), 'nianbao-sums-')) : values.keep
mkdirSync(folder, { recursive: true })
const file = (end: string) => join(folder, `${values.size}${values.told ? '-told' : ''}${end}`)

await loaded(file('.sqlite'), size, say, values.told)
await plainTables(file('.sqlite'), { path: file('-plain.sqlite'), csv: file('.csv') }, say)
const reports = size.years * size.agencies * size.counties.reduce((sum, count) => sum + count)
const bytes = statSync(file('.sqlite')).size
say(
  `${reports} reports, ${(bytes / 2 ** 20).toFixed(0)} MB, ${Math.round(bytes / reports)} bytes each`,
)

const store = openStore(file('.sqlite'))
const questions = questionsFor(LAST_YEAR, size.years)
const ours = new Map<Question, Timing>()
say(`\nours in this process, ${load()}: sums read and added; answer: all of it as JSON in UTF-8`)
for (const question of questions) ours.set(question, await measureOurs(question))

const best = new Map<Question, Timing>()
for (const peer of plainSql(file('-plain.sqlite'))) await measurePeer(peer, best)
const duck = await duckDb(file('.duckdb'), file('.csv'))
const columnar = new Map<Question, Timing>()
await measurePeer(duck, columnar)

say(`\ntimes ours, by processor time of the sums: best plain SQL, DuckDB`)
for (const question of questions) {
  const ratio = (of: Map<Question, Timing>) =>
    Math.round((of.get(question)?.cpu ?? 0) / (ours.get(question)?.cpu ?? 1))
  say(`${question.name.padEnd(52)} ${ratio(best)} ×, ${ratio(columnar)} ×`)
}
const [county, , nation] = questions.map((question) => ours.get(question)?.p50 ?? 0)
say(`nation ÷ county ${((nation ?? 0) / (county ?? 1)).toFixed(2)}`)
if (values.rebuild) await rebuilt()
store.close()
duck.close()
await overHttp(file('.sqlite'), questions, say)
if (values.keep === '') rmSync(folder, { recursive: true })

async function measureOurs({ name, query }: Question): Promise<Timing> {
  const service: Service = { store, publicRead: true, now: () => new Date() }
  const admin = { id: 'bench', role: 'admin', agencies: [], region: null } as const
  const { region, from = 0, to = 0, groupBy } = query
  const of = groupBy?.[0] === 'region' ? 'children' : 'whole'
  const sums = store.sums.now(region, 'published')
  const added = await timed(() => {
    const held = sums.held(of, groupBy?.[0] === 'kind' ? null : '', from, to)
    for (const rows of held.rows.values()) for (const row of rows) partsOf([row])
  })
  say(line(`${name}, sums`, added))
  const ask = async () => {
    const { text } = await aggregateReports(service, admin, { ...query, basis: 'published' })
    return text()
  }
  const change = () => store.events.note({ client: 'bench', action: 'note', detail: {} })
  say(line(`${name}, answer after a change elsewhere`, await timed(ask, 1000, change)))
  say(line(`${name}, answer again`, await timed(ask)))
  return added
}

async function measurePeer(peer: Peer, best: Map<Question, Timing>): Promise<void> {
  say(`\n${peer.name}, ${load()}`)
  for (const question of questions) {
    const timing = await timed(peer.ask(question), 2000)
    say(line(question.name, timing))
    const known = best.get(question)
    if (known === undefined || timing.cpu < known.cpu) best.set(question, timing)
  }
}

async function rebuilt(): Promise<void> {
  const start = performance.now()
  const rows = await store.rebuild()
  say(`\nrebuilt ${rows} roll-up rows in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  const began = performance.now()
  const spent = process.cpuUsage()
  let faults = 0
  await store.verifyAside((part, found) => {
    faults += found.length
    say(`${part} after ${((performance.now() - began) / 1000).toFixed(1)} s`)
  })
  const { user, system } = process.cpuUsage(spent)
  say(
    `verified in ${((performance.now() - began) / 1000).toFixed(1)} s: ${faults} faults, ${((user + system) / 1e6).toFixed(0)} s of processor, ${load()}`,
  )
}
