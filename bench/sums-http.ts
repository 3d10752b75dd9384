import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import autocannon from 'autocannon'
import { LAST_YEAR } from './generate.ts'
import { places, type Question } from './questions.ts'
import { serve } from './serve.ts'
import { load, quantiles } from './timing.ts'

const KEY = `nb_bench_${'k'.repeat(40)}`
const headers = { authorization: `Bearer ${KEY}` }
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)

const pathOf = ({ query: { region, from, to, groupBy = [] } }: Pick<Question, 'query'>): string =>
  `/v1/aggregates?region=${region}&from=${from}&to=${to}&basis=published${groupBy.map((by) => `&groupBy=${by}`).join('')}`

/** Aggregates over HTTP beside bare Fastify with the same answers, and other requests meanwhile. */
export async function overHttp(
  database: string,
  questions: readonly Question[],
  say: (line: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const ours = await serve('../src/server.js', [], {
    DATABASE: database,
    ADMIN_KEY: KEY,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    MAX_EVENT_LOOP_DELAY: '0',
  })
  const files: string[] = []
  for (const [i, question] of questions.entries()) {
    const answer = await fetch(ours.url + pathOf(question), { headers })
    if (!answer.ok) throw new Error(await answer.text())
    const file = join(folder, `${i}.json`)
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    files.push(file)
  }
  const bare = await serve('bare-sums.js', files)
  say(
    `\nover HTTP, 32 connections, median of ${ROUNDS} × ${SECONDS} s, requests a second, ${load()}`,
  )
  for (const [i, question] of questions.entries()) {
    const urls = [ours.url + pathOf(question), `${bare.url}/object/${i}`, `${bare.url}/bytes/${i}`]
    const rounds: number[][] = urls.map(() => [])
    for (let round = 0; round < ROUNDS; round++) {
      for (const [n, url] of urls.entries()) rounds[n]?.push(await rate(url))
    }
    const [own = 0, object = 1, bytes = 1] = rounds.map(median)
    say(
      `${question.name.padEnd(36)} ours ${Math.round(own)}, bare object ${Math.round(object)} (${(own / object).toFixed(2)} ×), bare bytes ${Math.round(bytes)} (${(own / bytes).toFixed(2)} ×)`,
    )
  }
  await bare.stop()
  await besideLongReads(ours.url, say)
  await ours.stop()
  rmSync(folder, { recursive: true })
}

async function rate(url: string): Promise<number> {
  const { requests, non2xx } = await autocannon({
    url,
    headers,
    connections: 32,
    duration: SECONDS,
  })
  if (non2xx > 0) throw new Error(`${non2xx} of ${url} failed`)
  return requests.average
}

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

/** How long one request after another takes while nothing, a recount, an export is under way. */
async function besideLongReads(url: string, say: (line: string) => void): Promise<void> {
  const county = `/v1/aggregates?region=${places.county}&year=${LAST_YEAR}&basis=published`
  const now = new Date(Date.now() - 1000).toISOString()
  const nation = `region=${places.nation}&year=${LAST_YEAR}&basis=published&asOf=${encodeURIComponent(now)}`
  const long: Readonly<Record<string, string | null>> = {
    'nothing else': null,
    'a recount of the nation': `/v1/aggregates?${nation}`,
    'an export of the nation': `/v1/exports/${places.nation}/${LAST_YEAR}?basis=published`,
  }
  say(`\none county's sums over HTTP, one request after another, beside, ${load()}`)
  for (const [name, path] of Object.entries(long)) {
    let busy = true
    const began = performance.now()
    const under = path === null ? setTimeout(5000) : drained(url + path)
    const ended = under.then(() => {
      busy = false
    })
    const times: number[] = []
    while (busy && performance.now() - began < 30_000) {
      const start = performance.now()
      await (await fetch(url + county, { headers })).arrayBuffer()
      times.push(performance.now() - start)
    }
    const { p50, p99 } = quantiles(times)
    await ended
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(
      `${name.padEnd(26)} p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  (${times.length}), over in ${seconds} s`,
    )
  }
}

async function drained(url: string): Promise<void> {
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(await answer.text())
  for await (const _ of answer.body ?? []);
}
