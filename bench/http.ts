/**
 * PUT and GET of an 8 KB report over HTTP beside B (bench/bare.ts), in turn, in one run. Each
 * server is a process of its own; 32 connections; the first round warms both up; ratios of the
 * medians are what counts. B answers a PUT in a dozen bytes, as we do where the caller prefers so.
 * `--flush 1` lets every flush of the disk take a millisecond longer, for both.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { sampleAgency, sampleReport } from './sample-report.ts'
import { BENCH_KEY, type Served, serve, spentBy } from './serve.ts'
import { slowFlush } from './slow-flush.ts'
import { load, say } from './timing.ts'

const COUNTIES = 20
const AGENCIES = 60 * COUNTIES
const YEARS = 60
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)

const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const bodies = Array.from({ length: YEARS }, (_, i) => JSON.stringify(sampleReport(2022 + i)))
const body = bodies[0] ?? ''
const samplePath = join(folder, 'sample.json')
writeFileSync(samplePath, JSON.stringify(sampleReport()))
const authorization = `Bearer ${BENCH_KEY}`
const json = { authorization, 'content-type': 'application/json' }

const { values } = parseArgs({ options: { flush: { type: 'string', default: '0' } } })
const disk = slowFlush(Number(values.flush), folder)
const ours = await serve('../src/server.js', [], {
  ...disk,
  DATABASE: join(folder, 'ours.sqlite'),
  ADMIN_KEY: BENCH_KEY,
  PORT: '0',
  LOG_LEVEL: 'silent',
})
const bare = await serve('bare.js', [join(folder, 'bare.sqlite'), samplePath], disk)

for (let i = 0; i < COUNTIES; i++) {
  await send(ours.url, 'PUT', `/v1/regions/${370701 + i}`, { name: '青州市' })
}
for (let i = 0; i < AGENCIES; i++) {
  await send(ours.url, 'PUT', `/v1/agencies/a${i}`, {
    name: sampleAgency,
    kind: 'department',
    region: String(370701 + (i % COUNTIES)),
  })
}
await send(ours.url, 'PUT', '/v1/reports/a0/2021', sampleReport())

/** How many PUTs each server was sent. */
const sent = new Map<string, number>()
const minimal = { ...json, prefer: 'return=minimal' }
const runs: Readonly<Record<string, () => Promise<Round>>> = {
  'PUT ours': () => puts(ours, json),
  'PUT ours, return=minimal': () => puts(ours, minimal),
  'PUT B': () => puts(bare, json),
  'GET ours': () => gets(ours),
  'GET B': () => gets(bare),
}
const rounds = new Map<string, Round[]>()
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(runs)) {
    await indexed()
    const one = await run()
    if (round > 0) rounds.set(name, [...(rounds.get(name) ?? []), one])
  }
}
const results = new Map([...rounds].map(([name, of]) => [name, median(of)]))
await ours.stop()
await bare.stop()
rmSync(folder, { recursive: true, force: true })

say(
  `body ${Buffer.byteLength(body)} bytes, 32 connections, median of ${ROUNDS} × ${SECONDS} s, ${load()}, flushes ${values.flush} ms longer`,
)
for (const [name, { rate, p99, cpu, failed }] of results) {
  const spent = `${Math.round(cpu)} µs of processor`
  say(`${name.padEnd(26)} ${Math.round(rate)}/s  p99 ${p99} ms  ${spent}  failed ${failed}`)
}
for (const [ours, bare] of [
  ['PUT ours', 'PUT B'],
  ['PUT ours, return=minimal', 'PUT B'],
  ['GET ours', 'GET B'],
] as const) {
  const [a, b] = [results.get(ours), results.get(bare)]
  const ratio = (what: keyof Round) => `${((a?.[what] ?? 0) / (b?.[what] ?? 1)).toFixed(2)} ×`
  say(
    `${ours} ÷ B: ${ratio('rate')} the rate, ${ratio('p99')} p99, ${ratio('cpu')} the processor time`,
  )
}

interface Round {
  readonly rate: number
  readonly p99: number
  /** Microseconds of the server's processor time for each request. */
  readonly cpu: number
  readonly failed: number
}

function median(rounds: readonly Round[]): Round {
  const sorted = [...rounds].sort((a, b) => a.rate - b.rate)
  return sorted[Math.floor(sorted.length / 2)] ?? { rate: 0, p99: 0, cpu: 0, failed: 0 }
}

/** Every PUT goes to a report of its own, with the body of its year. */
function puts(server: Served, headers: Readonly<Record<string, string>>) {
  const { url } = server
  return run(server, {
    url,
    requests: [
      {
        method: 'PUT',
        headers,
        body,
        setupRequest: (request) => {
          const next = (sent.get(url) ?? 0) + 1
          sent.set(url, next)
          const year = Math.floor(next / AGENCIES) % YEARS
          return {
            ...request,
            path: `/v1/reports/a${next % AGENCIES}/${2022 + year}`,
            body: bodies[year],
          }
        },
      },
    ],
  })
}

function gets(server: Served) {
  return run(server, { url: `${server.url}/v1/reports/a0/2021`, headers: { authorization } })
}

async function run(server: Served, options: autocannon.Options): Promise<Round> {
  const before = spentBy(server)
  const { requests, latency, non2xx } = await autocannon({
    connections: 32,
    duration: SECONDS,
    ...options,
  })
  const cpu = (spentBy(server) - before) / requests.total
  return { rate: requests.average, p99: latency.p99, cpu, failed: non2xx }
}

/** Waits until ours has nothing left to index: what it does later must not cost the others' time. */
async function indexed(): Promise<void> {
  for (;;) {
    const figures = await fetch(`${ours.url}/metrics`, { headers: { authorization } })
    if (/^nianbao_search_changes_waiting 0$/m.test(await figures.text())) return
    await setTimeout(100)
  }
}

async function send(url: string, method: string, path: string, content: object): Promise<void> {
  const response = await fetch(url + path, { method, headers: json, body: JSON.stringify(content) })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
}
