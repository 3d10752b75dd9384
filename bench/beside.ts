/**
 * How long other requests take while a recount or an export of the nation is under way, one after
 * another: `npm run bench -- beside --size nation --keep FOLDER`, over what `sums` loaded.
 * Target: p99 <= 2 x what it is while nothing else is, and 2 ms.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { LAST_YEAR, sizes } from './generate.ts'
import { loaded } from './load.ts'
import { places } from './questions.ts'
import { serve } from './serve.ts'
import { load, quantiles } from './timing.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'province' },
    keep: { type: 'string', default: process.env['BENCH_KEEP'] ?? '' },
  },
})
const size = sizes[values.size]
if (size === undefined) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)
const folder = values.keep === '' ? mkdtempSync(join(tmpdir(), 'nianbao-beside-')) : values.keep
const database = join(folder, `${values.size}.sqlite`)
await loaded(database, size, say)

const KEY = `nb_bench_${'k'.repeat(40)}`
const headers = { authorization: `Bearer ${KEY}` }
const ours = await serve('../src/server.js', [], {
  DATABASE: database,
  ADMIN_KEY: KEY,
  PORT: '0',
  LOG_LEVEL: 'silent',
  RATE_LIMIT: '0',
  MAX_EVENT_LOOP_DELAY: '0',
})

const short = [
  `/v1/aggregates?region=${places.county}&year=${LAST_YEAR}&basis=published`,
  `/v1/reports/${places.county}-1/${LAST_YEAR}`,
  `/v1/reports?region=${places.county}&limit=10`,
]
const nation = `region=${places.nation}&year=${LAST_YEAR}&basis=published`
const asOf = () => encodeURIComponent(new Date(Date.now() - 1000).toISOString())
const long: Readonly<Record<string, () => string | null>> = {
  'nothing else': () => null,
  'a recount of the nation': () => `/v1/aggregates?${nation}&asOf=${asOf()}`,
  'an export of the nation': () => `/v1/exports/${places.nation}/${LAST_YEAR}?basis=published`,
}
await besideOf(null, 2000)
for (const [name, path] of Object.entries(long)) {
  const began = performance.now()
  const times = await besideOf(path(), 5000)
  const { p50, p99 } = quantiles(times)
  say(
    `${name.padEnd(26)} p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  (${times.length}), over in ${((performance.now() - began) / 1000).toFixed(1)} s, ${load()}`,
  )
}
await ours.stop()
if (values.keep === '') rmSync(folder, { recursive: true })

/** Milliseconds of each short request until the long one is over, or for so long without one. */
async function besideOf(path: string | null, idle: number): Promise<number[]> {
  let busy = true
  const under = path === null ? setTimeout(idle) : drained(ours.url + path)
  const ended = under.then(() => {
    busy = false
  })
  const times: number[] = []
  while (busy) {
    const start = performance.now()
    const answer = await fetch(ours.url + short[times.length % short.length], { headers })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${answer.status} of ${answer.url}`)
    times.push(performance.now() - start)
  }
  await ended
  return times
}

/** Whoever takes the long answer is another process, so that it is not us who are waited for. */
async function drained(url: string): Promise<void> {
  const path = fileURLToPath(new URL('drain.js', import.meta.url))
  const child = spawn(process.execPath, [path, url, KEY], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${url} was not answered`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
