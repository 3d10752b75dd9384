/**
 * PUT and GET of an 8 KB report over HTTP beside B (bench/bare.ts), in turn, in one run. Each
 * server is a process of its own; 32 connections; ratios of the medians are what counts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { sampleAgency, sampleReport } from './sample-report.ts'
import { serve } from './serve.ts'

const KEY = `nb_bench_${'k'.repeat(40)}`
const COUNTIES = 20
const AGENCIES = 60 * COUNTIES
const YEARS = 16
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)

const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const bodies = Array.from({ length: YEARS }, (_, i) => JSON.stringify(sampleReport(2022 + i)))
const body = bodies[0] ?? ''
const samplePath = join(folder, 'sample.json')
writeFileSync(samplePath, JSON.stringify(sampleReport()))
const authorization = `Bearer ${KEY}`
const json = { authorization, 'content-type': 'application/json' }

const ours = await serve('../src/server.js', [], {
  DATABASE: join(folder, 'ours.sqlite'),
  ADMIN_KEY: KEY,
  PORT: '0',
  LOG_LEVEL: 'silent',
})
const bare = await serve('bare.js', [join(folder, 'bare.sqlite'), samplePath])

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
const results: Record<string, Round[]> = {
  'PUT ours': [],
  'PUT B': [],
  'GET ours': [],
  'GET B': [],
}
for (let round = 0; round < ROUNDS; round++) {
  results['PUT ours']?.push(await puts(ours.url))
  results['PUT B']?.push(await puts(bare.url))
  results['GET ours']?.push(await gets(ours.url))
  results['GET B']?.push(await gets(bare.url))
}
await ours.stop()
await bare.stop()
rmSync(folder, { recursive: true, force: true })

process.stdout.write(
  `body ${Buffer.byteLength(body)} bytes, 32 connections, median of ${ROUNDS} × ${SECONDS} s\n`,
)
for (const [name, rounds] of Object.entries(results)) {
  const { rate, p99, failed } = median(rounds)
  process.stdout.write(`${name.padEnd(9)} ${Math.round(rate)}/s  p99 ${p99} ms  failed ${failed}\n`)
}
for (const verb of ['PUT', 'GET']) {
  const [a, b] = [median(results[`${verb} ours`] ?? []), median(results[`${verb} B`] ?? [])]
  process.stdout.write(
    `${verb} ours ÷ B: ${(a.rate / b.rate).toFixed(2)} × rate, ${(a.p99 / b.p99).toFixed(2)} × p99\n`,
  )
}

interface Round {
  readonly rate: number
  readonly p99: number
  readonly failed: number
}

function median(rounds: readonly Round[]): Round {
  const sorted = [...rounds].sort((a, b) => a.rate - b.rate)
  return sorted[Math.floor(sorted.length / 2)] ?? { rate: 0, p99: 0, failed: 0 }
}

/** Every PUT goes to a report of its own, with the body of its year. */
function puts(url: string) {
  return run({
    url,
    requests: [
      {
        method: 'PUT',
        headers: json,
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

function gets(url: string) {
  return run({ url: `${url}/v1/reports/a0/2021`, headers: { authorization } })
}

async function run(options: autocannon.Options): Promise<Round> {
  const { requests, latency, non2xx } = await autocannon({
    connections: 32,
    duration: SECONDS,
    ...options,
  })
  return { rate: requests.average, p99: latency.p99, failed: non2xx }
}

async function send(url: string, method: string, path: string, content: object): Promise<void> {
  const response = await fetch(url + path, { method, headers: json, body: JSON.stringify(content) })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
}
