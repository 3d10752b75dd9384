/**
 * What an Idempotency-Key costs a PUT, and how many items of a batch are done in a second, at once
 * and as a job. In one process on a database file; medians of rounds taken in turn.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../src/app.ts'
import { configWith } from '../src/config.ts'
import { firstAdmin } from '../src/services/first-admin.ts'
import { openStore } from '../src/store/store.ts'
import { sampleReport } from './sample-report.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const AT_ONCE = 32
const EACH = 320

const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const store = openStore(join(folder, 'bench.sqlite'))
const key = (await firstAdmin(store, '')) ?? ''
const app = await buildApp(
  configWith({ LOG_LEVEL: 'silent', RATE_LIMIT: 0, MAX_EVENT_LOOP_DELAY: 0 }),
  store,
)
await app.ready()
const authorization = `Bearer ${key}`
const json = { authorization, 'content-type': 'application/json' }
const lined = { authorization, 'content-type': 'application/x-ndjson' }
const content = sampleReport()

let agencies = 0
await put('/v1/regions/370781', { name: '青州市' })

async function put(url: string, body: object, more: Record<string, string> = {}) {
  const payload = JSON.stringify(body)
  const { statusCode, body: said } = await app.inject({
    method: 'PUT',
    url,
    headers: { ...json, prefer: 'return=minimal', ...more },
    payload,
  })
  if (statusCode >= 300) throw new Error(said)
}

/** So many agencies that have not filed yet. */
async function freshAgencies(): Promise<string[]> {
  const ids = Array.from({ length: EACH }, () => `a${agencies++}`)
  for (const id of ids) {
    await put(`/v1/agencies/${id}`, { name: `局${id}`, kind: 'department', region: '370781' })
  }
  return ids
}

/** Items a second, and milliseconds of processor time for each. */
async function rateOf(work: (ids: string[]) => Promise<void>): Promise<Rate> {
  const ids = await freshAgencies()
  const start = performance.now()
  const spent = process.cpuUsage()
  await work(ids)
  const { user, system } = process.cpuUsage(spent)
  return {
    rate: (EACH * 1000) / (performance.now() - start),
    cpu: (user + system) / 1000 / EACH,
  }
}
interface Rate {
  readonly rate: number
  readonly cpu: number
}

const puts = (keyed: boolean) => async (ids: string[]) => {
  for (let at = 0; at < EACH; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE)
    await Promise.all(
      some.map((id) =>
        put(`/v1/reports/${id}/2021`, content, keyed ? { 'idempotency-key': `k-${id}` } : {}),
      ),
    )
  }
}

const batch = (more: Record<string, string>) => async (ids: string[]) => {
  const lines = ids.map((agencyId) => `${JSON.stringify({ agencyId, year: 2021, content })}\n`)
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/report-batches',
    headers: { ...lined, ...more },
    payload: lines.join(''),
  })
  const job = answer.headers['location']
  for (let ended = job === undefined; !ended; ) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const { finishedAt } = (await app.inject({ url: String(job), headers: json })).json()
    ended = finishedAt !== null
  }
}

const cases = {
  'PUT without a key': puts(false),
  'PUT with a key': puts(true),
  'batch at once': batch({}),
  'batch as a job': batch({ prefer: 'respond-async' }),
}
const rates = new Map<string, Rate[]>()
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, work] of Object.entries(cases)) {
    rates.set(name, [...(rates.get(name) ?? []), await rateOf(work)])
  }
}
await app.close()
store.close()
rmSync(folder, { recursive: true })

function median(name: string, what: keyof Rate): number {
  const all = (rates.get(name) ?? []).map((one) => one[what]).sort((a, b) => a - b)
  return all[Math.floor(all.length / 2)] ?? 0
}
const size = Buffer.byteLength(JSON.stringify(content))
process.stdout.write(`reports of ${size} bytes, median of ${ROUNDS} × ${EACH}\n`)
for (const name of Object.keys(cases)) {
  const [rate, cpu] = [median(name, 'rate'), median(name, 'cpu')]
  process.stdout.write(
    `${name.padEnd(18)} ${Math.round(rate)}/s  ${cpu.toFixed(2)} ms of processor\n`,
  )
}
const cost = median('PUT with a key', 'cpu') - median('PUT without a key', 'cpu')
process.stdout.write(`an Idempotency-Key costs ${cost.toFixed(3)} ms of processor a request\n`)
