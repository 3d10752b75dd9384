/**
 * What every request passes before and after its own work (key, quota, request id, headers, figures
 * of the operator): processor time of the smallest answer, less that of bare Fastify's.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { BENCH_KEY, type Served, serve, spentBy } from './serve.ts'
import { load } from './timing.ts'

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)

const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const ours = await serve('tiny.js', ['ours', join(folder, 'tiny.sqlite'), BENCH_KEY])
const bare = await serve('tiny.js', ['bare'])
const spent = { ours: [] as number[], bare: [] as number[] }
for (let round = 0; round <= ROUNDS; round++) {
  const costs = { ours: await costOf(ours), bare: await costOf(bare) }
  if (round === 0) continue
  spent.ours.push(costs.ours)
  spent.bare.push(costs.bare)
}
await ours.stop()
await bare.stop()
rmSync(folder, { recursive: true })

const [own, least] = [median(spent.ours), median(spent.bare)]
process.stdout.write(
  `µs of processor a request, 32 connections, median of ${ROUNDS} × ${SECONDS} s, ${load()}\n` +
    `ours ${own.toFixed(1)}  bare Fastify ${least.toFixed(1)}  all that is between ${(own - least).toFixed(1)}\n`,
)

/** Microseconds of the server's processor time for each request. */
async function costOf(server: Served): Promise<number> {
  const before = spentBy(server)
  const { requests, non2xx } = await autocannon({
    url: `${server.url}/tiny`,
    headers: { authorization: `Bearer ${BENCH_KEY}` },
    connections: 32,
    duration: SECONDS,
  })
  if (non2xx > 0) throw new Error(`${non2xx} requests failed`)
  return (spentBy(server) - before) / requests.total
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
}
