/**
 * Searching the narratives of 50,000 reports: `npm run bench -- search [--reports n] [--keep
 * folder]`. Reports are made up, the same in every run. Target: a first page of a word of two
 * characters p99 <= 5 ms.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { changed } from '../src/reports/changed.ts'
import type { Report } from '../src/reports/report.ts'
import { type Asked, listReports } from '../src/services/list-reports.ts'
import type { Service } from '../src/services/service.ts'
import type { Caller } from '../src/store/client-store.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { agenciesOf, LAST_YEAR, regionsOf, reportFor, standing } from './generate.ts'
import { randomFrom } from './plausible.ts'
import { load, say } from './timing.ts'

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '50000' }, keep: { type: 'string' } },
})
const size = {
  counties: [Math.round(Number(values.reports) / 360)],
  agencies: 60,
  years: 6,
}
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'nianbao-search-'))
mkdirSync(folder, { recursive: true })
const path = join(folder, 'search.sqlite')
const loaded = existsSync(path)
const store = openStore(path)
const service: Service = { store, publicRead: true, now: () => new Date() }
if (!loaded) await fill(store)
say(`database ${(statSync(path).size / 2 ** 20).toFixed(0)} MB`)

const admin: Caller = { id: 'bench', role: 'admin', agencies: [], region: null }
const office: Caller = { ...admin, role: 'reviewer', region: '110001' }
const reader: Caller = { ...admin, role: 'reader' }
const ten = [...agenciesOf(size)].slice(0, 10).map(({ id }) => id)
const reporter: Caller = { ...admin, role: 'reporter', agencies: ten }

say(`\nsearch, first page of 50 with its sentences, ${load()}`)
for (const [name, q] of [
  ['a word in every report', '公开'],
  ['a word in one report of six', '河湖'],
  ['a word in one report of 2,000', '龙凤'],
  ['a word in none', '鼋鼍'],
  ['a phrase in every report', '主动公开政府信息'],
  ['a phrase in none, of words in every report', '信息公开政府主动信息公开'],
  ['two words', '公开 河湖'],
] as const) {
  await measure(`${name}, nation`, admin, { q })
  await measure(`${name}, one county`, office, { q })
  await measure(`${name}, ten agencies of a reporter`, reporter, { q })
  await measure(`${name}, as published`, reader, { q })
}

store.close()
if (values.keep === undefined) rmSync(folder, { recursive: true })

/** Loads in large transactions, then indexes. */
async function fill(into: Store): Promise<void> {
  const random = randomFrom(1)
  for (const region of regionsOf(size)) await into.register.putRegion(region, 'bench')
  const agencies = [...agenciesOf(size)]
  for (let i = 0; i < agencies.length; i += 1000) {
    await into.register.putAgencies(agencies.slice(i, i + 1000), 'bench')
  }
  const start = performance.now()
  for (let year = LAST_YEAR - size.years + 1; year <= LAST_YEAR; year++) {
    for (let i = 0; i < agencies.length; i += 1000) {
      const batch = agencies.slice(i, i + 1000)
      await into.reports.fileAll(
        batch.map(({ id }) =>
          standing(id, year, withProse(reportFor(id, year, random), random), random),
        ),
      )
    }
    say(`${year} loaded after ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  const began = performance.now()
  const narratives = await into.search.rebuild()
  const seconds = (performance.now() - began) / 1000
  say(
    `${narratives} narratives indexed in ${seconds.toFixed(1)} s, ${((seconds / narratives) * 1e6).toFixed(0)} µs each`,
  )
}

/** Some 800 characters of prose: words of every report, of some and of few. */
function withProse(report: Report, random: (below: number) => number) {
  const common = [
    '政府',
    '信息',
    '公开',
    '主动',
    '依法',
    '行政',
    '工作',
    '推进',
    '条例',
    '群众',
    '服务',
    '平台',
  ]
  const some = ['河湖', '供热', '教育', '医保', '交通', '住房']
  const said = (words: number) =>
    Array.from({ length: words }, () => {
      const sign = () => String.fromCharCode(0x4e00 + random(3000))
      return random(4) > 0 ? common[random(common.length)] : sign() + sign()
    })
      .map((word, i) => (i % 12 === 11 ? `${word}。` : word))
      .join('')
  const rare = random(2000) === 0 ? '龙凤呈祥。' : ''
  return changed(report, {
    'narrative.preamble': `主动公开政府信息，${said(100)}。`,
    'narrative.overview.proactive': `${said(150)}${some[random(some.length)]}治理。${rare}`,
    'narrative.problems': `${said(150)}。`,
  })
}

/** First pages for a second; prints p50, p99 and most. */
async function measure(name: string, caller: Caller, asked: Asked): Promise<void> {
  const times: number[] = []
  const cpu = process.cpuUsage()
  let items = 0
  const begin = performance.now()
  while (times.length < 3000 && performance.now() - begin < 1000) {
    const start = performance.now()
    const page = await listReports(service, caller, asked, { limit: 50 })
    times.push(performance.now() - start)
    items += page.items.length
  }
  const warm = times.slice(Math.floor(times.length / 10)).sort((a, b) => a - b)
  const at = (q: number) => (warm[Math.floor((warm.length - 1) * q)] ?? 0).toFixed(2).padStart(8)
  say(
    `${name.padEnd(52)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  most ${at(1)} ms` +
      `  cpu ${(spent(cpu) / times.length).toFixed(2).padStart(6)} ms` +
      `  (${times.length} pages of ${(items / times.length).toFixed(0)})`,
  )
}

/** Milliseconds of processor time since. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
