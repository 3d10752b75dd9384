/**
 * Starts the built service on an empty database and says how long it took, what it holds in memory
 * idle and under a mixed load of reads, drafts and documents, and after it: docs/operations.md.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { contentFor } from './examples/content.ts'

const SECONDS = Number(process.argv[2] ?? 20)
const CONNECTIONS = 32
const key = `nb_root_${'k'.repeat(40)}`
const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))

const began = performance.now()
const child = spawn(process.execPath, ['--enable-source-maps', 'build/src/server.js'], {
  env: {
    PATH: process.env['PATH'],
    PORT: '0',
    DATABASE: join(folder, 'footprint.sqlite'),
    ADMIN_KEY: key,
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '0',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let address = ''
for await (const line of createInterface({ input: child.stdout })) {
  address = /serves at (\S+)/.exec(line)?.[1] ?? ''
  if (address !== '') break
}
say('ready after', `${Math.round(performance.now() - began)} ms`)

const ask = async (method: string, path: string, body?: string, type = 'application/json') => {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': type }) }
  const answer = await fetch(`${address}${path}`, { method, headers, ...(body && { body }) })
  await answer.arrayBuffer()
  return answer.status
}
await ask('PUT', '/v1/regions/370781', '{ "name": "云溪市" }')
const agencies = Array.from({ length: CONNECTIONS }, (_, i) => `a${i}`)
for (const id of agencies) {
  const agency = { name: `单位${id}`, kind: 'department', region: '370781' }
  await ask('PUT', `/v1/agencies/${id}`, JSON.stringify(agency))
}
await after(2000)
say('resident, idle', resident())

const document = readFileSync('scripts/demo/report.txt', 'utf8')
let most = 0
let answered = 0
const until = performance.now() + SECONDS * 1000
const watching = setInterval(() => {
  most = Math.max(most, kilobytes())
}, 200)
await Promise.all(
  agencies.map(async (id) => {
    const draft = JSON.stringify({ ...contentFor(id, 2024), title: null })
    for (let year = 2021; performance.now() < until; year = year === 2024 ? 2021 : year + 1) {
      await ask('PUT', `/v1/reports/${id}/2024`, draft)
      await ask('GET', `/v1/reports/${id}/2024?as=docx`)
      await ask('GET', `/v1/aggregates?region=370781&year=${year}`)
      await ask('POST', '/v1/validations?year=2024', document, 'text/plain; charset=utf-8')
      answered += 4
    }
  }),
)
clearInterval(watching)
say('requests answered', `${answered} in ${SECONDS} s by ${CONNECTIONS} at once`)
say('resident, at most', `${Math.round(most / 1024)} MiB`)
await after(10_000)
say('resident, ten seconds later', resident())
child.kill('SIGTERM')
await once(child, 'exit')
rmSync(folder, { recursive: true })

function kilobytes(): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0)
}

function resident(): string {
  return `${Math.round(kilobytes() / 1024)} MiB`
}

function say(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(30)}${figure}\n`)
}
