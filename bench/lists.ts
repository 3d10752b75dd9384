/**
 * Pages of the list of reports by every filter, alone and in pairs, at the beginning and at places
 * anywhere in it: `npm run bench -- lists --size nation --keep FOLDER`, over what `sums` loaded.
 * Target: p99 of a page <= 2 ms; of one report by its agency and year <= 0.1 ms.
 */
import { type Asked, listReports } from '../src/services/list-reports.ts'
import type { Service } from '../src/services/service.ts'
import type { Caller } from '../src/store/client-store.ts'
import { openStore } from '../src/store/store.ts'
import { agenciesOf, LAST_YEAR } from './generate.ts'
import { keptDatabase } from './kept-database.ts'
import { randomFrom } from './plausible.ts'
import { load, quantiles, say } from './timing.ts'

const { path, size, done } = await keptDatabase()
const store = openStore(path)
const service: Service = { store, publicRead: true, now: () => new Date() }
const agencies = [...agenciesOf(size)].map(({ id }) => id)

const admin: Caller = { id: 'bench', role: 'admin', agencies: [], region: null }
const [first = ''] = agencies
const callers = {
  'an admin': admin,
  'the office of a county': { ...admin, role: 'reviewer', region: '110001' },
  'a reporter of ten agencies': { ...admin, role: 'reporter', agencies: agencies.slice(0, 10) },
  'the public': { ...admin, role: 'anonymous' },
} as const satisfies Record<string, Caller>

const singly: readonly Asked[] = [
  {},
  { sort: 'year' },
  { region: '110001' },
  { region: '110000' },
  { region: '000000' },
  { agency: [first] },
  { year: LAST_YEAR },
  { kind: ['institution'] },
  { kind: ['government'] },
  { state: ['published'] },
  { state: ['draft'] },
  { basis: 'published' },
  { basis: 'accepted' },
  { format: '2021' },
  { format: '2019' },
  { severity: 'error' },
  { cell: ['applications.received.total>=10'] },
  { cell: ['applications.received.total>=4900'] },
  { cell: ['proactive.fees.amount>0'] },
]
const inPairs: readonly Asked[] = [
  { region: '110000', year: LAST_YEAR },
  { region: '110000', kind: ['institution'] },
  { region: '110000', state: ['draft'] },
  { region: '110000', cell: ['applications.received.total>=4900'] },
  { region: '110001', severity: 'error' },
  { year: LAST_YEAR, severity: 'error' },
  { year: LAST_YEAR, cell: ['applications.received.total>=4900'] },
  { kind: ['government'], severity: 'error' },
  { kind: ['institution'], cell: ['applications.received.total>=4900'] },
  { state: ['draft'], sort: 'year' },
  { basis: 'published', severity: 'error' },
  { basis: 'published', cell: ['applications.received.total>=4900'] },
  { severity: 'error', cell: ['applications.received.total>=10', 'proactive.fees.amount>0'] },
]

say(`${agencies.length * size.years} reports, a page of 50`)
for (const [who, caller] of Object.entries(callers)) {
  say(`\n${who}, ${load()}`)
  for (const asked of who === 'an admin' ? [...singly, ...inPairs] : singly) {
    if (who === 'the public' && (asked.basis ?? 'published') !== 'published') continue
    await measure(caller, asked)
  }
}
await measureOne()
store.close()
done()

/** The first page again and again, then pages after places anywhere, for half a second each. */
async function measure(caller: Caller, asked: Asked): Promise<void> {
  const random = randomFrom(1)
  const anywhere = () => ({
    year: LAST_YEAR - random(size.years),
    agency: agencies[random(agencies.length)] ?? '',
  })
  const [year] = asked.year === undefined ? [] : [asked.year]
  const name = JSON.stringify(asked).replaceAll('"', '')
  for (const [where, place] of [
    ['first', () => undefined],
    ['deep', () => ({ ...anywhere(), ...(year === undefined ? {} : { year }) })],
  ] as const) {
    let items = 0
    const run = async () => {
      const page = await listReports(service, caller, asked, { after: place(), limit: 50 })
      items += page.items.length
    }
    await quickness(`${name}, ${where}`, run, (runs) => `${(items / runs).toFixed(0)} each`)
  }
}

async function measureOne(): Promise<void> {
  const random = randomFrom(2)
  const run = () =>
    store.reports.find(agencies[random(agencies.length)] ?? '', LAST_YEAR - random(6))
  say(`\none report by its agency and year, ${load()}`)
  await quickness('not read before, mostly', run, () => '')
}

/** Quantiles of wall time and of the processor's: a neighbour disturbs the second less. */
async function quickness(name: string, run: () => Promise<unknown>, of: (runs: number) => string) {
  const wall: number[] = []
  const spent: number[] = []
  const begin = performance.now()
  for (let i = 0; i < 3000 && performance.now() - begin < 600; i++) {
    const cpu = process.cpuUsage()
    const start = performance.now()
    await run()
    wall.push(performance.now() - start)
    const { user, system } = process.cpuUsage(cpu)
    spent.push((user + system) / 1000)
  }
  const said = [wall, spent].map((times) => {
    const { p50, p99 } = quantiles(times.slice(Math.floor(times.length / 10)))
    return `p50 ${p50.toFixed(2).padStart(6)}  p99 ${p99.toFixed(2).padStart(6)}`
  })
  say(`${name.padEnd(78)} ${said[0]} ms  processor ${said[1]}  (${wall.length}) ${of(wall.length)}`)
}
