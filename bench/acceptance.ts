/**
 * What roll-ups cost a submission, and what a correction costs beside a first acceptance: services
 * in this process on a database file, 32 at once, processor time and rate, medians of rounds taken
 * in turn. An agency that does not count is filed like any other, but into no roll-up.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format2021 } from '../src/formats/2021.ts'
import { changed } from '../src/reports/changed.ts'
import { contentOf } from '../src/reports/content.ts'
import { nilReport } from '../src/reports/nil-report.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { putReport } from '../src/services/put-report.ts'
import type { Asking, Service } from '../src/services/service.ts'
import { transition } from '../src/services/transition.ts'
import { openStore } from '../src/store/store.ts'
import { load } from './timing.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7)
const AT_ONCE = 32
const EACH = 192

const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const store = openStore(join(folder, 'bench.sqlite'))
await firstAdmin(store, '')
const service: Service = { store, publicRead: true, now: () => new Date('2022-01-10T00:00:00Z') }
const person = (id: string): Asking => ({
  caller: { id, role: 'admin', agencies: [], region: null },
  language: 'en',
})
const [filer, office] = [person('filer'), person('office')]
const year = 2021
const contentFor = (id: string, more = 0) =>
  contentOf(
    changed(nilReport(format2021, `局${id}`, year), {
      'applications.received.naturalPerson': 12,
      'applications.received.business': 3,
      'applications.received.total': 15,
      'applications.granted.naturalPerson': 12,
      'applications.granted.business': 3,
      'applications.granted.total': 15,
      'applications.handled.naturalPerson': 12,
      'applications.handled.business': 3,
      'applications.handled.total': 15,
      'proactive.licensing.decisions': 320 + more,
      'proactive.fees.amount': 9.63211,
    }),
  )

await store.register.putRegion({ code: '000000', name: '全国', parent: null }, 'bench')
await store.register.putRegion({ code: '370000', name: '省', parent: '000000' }, 'bench')
await store.register.putRegion({ code: '370700', name: '市', parent: '370000' }, 'bench')
await store.register.putRegion({ code: '370781', name: '县', parent: '370700' }, 'bench')

let made = 0
async function agencies(counts: boolean): Promise<string[]> {
  const ids = Array.from({ length: EACH }, () => `a${made++}`)
  const of = {
    kind: 'department',
    region: '370781',
    uscc: null,
    aliases: [],
    ruleMaking: false,
  } as const
  const more = { validFrom: null, validTo: null, predecessors: [] }
  const all = ids.map((id) => ({ id, name: `局${id}`, ...of, ...more, counts }))
  await store.register.putAgencies(all, 'bench')
  return ids
}

interface Cost {
  readonly cpu: number
  readonly rate: number
}

async function costOf(
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
): Promise<Cost> {
  const start = performance.now()
  const spent = process.cpuUsage()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await Promise.all(ids.slice(at, at + AT_ONCE).map(work))
  }
  const { user, system } = process.cpuUsage(spent)
  return {
    cpu: (user + system) / 1000 / ids.length,
    rate: (ids.length * 1000) / (performance.now() - start),
  }
}

const put =
  (more = 0, reason?: string) =>
  (agencyId: string) =>
    putReport(service, filer, {
      agencyId,
      year,
      sent: { content: contentFor(agencyId, more) },
      preconditions: reason === undefined ? {} : { ifMatch: '*' },
      reason,
    })
const step = (asking: Asking, action: 'submit' | 'accept') => (agencyId: string) =>
  transition(service, asking, { agencyId, year, action, preconditions: {} })
const submission = async (id: string) => {
  await put()(id)
  await step(filer, 'submit')(id)
}

const costs = new Map<string, Cost[]>()
const note = (name: string, cost: Cost) => costs.set(name, [...(costs.get(name) ?? []), cost])
for (let round = 0; round < ROUNDS; round++) {
  const counted = await agencies(true)
  note('submission into no roll-up', await costOf(await agencies(false), submission))
  note('submission', await costOf(counted, submission))
  note('first acceptance', await costOf(counted, step(office, 'accept')))
  await costOf(counted, put(1, '行政许可漏计一件，予以更正'))
  await costOf(counted, step(filer, 'submit'))
  note('acceptance of a correction', await costOf(counted, step(office, 'accept')))
}
store.close()
rmSync(folder, { recursive: true })

function median(name: string, what: keyof Cost): number {
  const all = (costs.get(name) ?? []).map((one) => one[what]).sort((a, b) => a - b)
  return all[Math.floor(all.length / 2)] ?? 0
}
process.stdout.write(`${AT_ONCE} at once, median of ${ROUNDS} × ${EACH}, ${load()}\n`)
for (const name of costs.keys()) {
  const [cpu, rate] = [median(name, 'cpu'), median(name, 'rate')]
  process.stdout.write(
    `${name.padEnd(28)} ${cpu.toFixed(3)} ms of processor  ${Math.round(rate)}/s\n`,
  )
}
const ratio = (a: string, b: string) => (median(a, 'cpu') / median(b, 'cpu')).toFixed(2)
process.stdout.write(
  `with roll-ups ÷ without: ${ratio('submission into no roll-up', 'submission')} × the rate, by processor time\n` +
    `correction ÷ first acceptance: ${ratio('acceptance of a correction', 'first acceptance')} × the cost, by processor time\n`,
)
