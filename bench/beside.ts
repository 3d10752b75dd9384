/**
 * How long other requests take while a recount or an export of the nation is under way, one after
 * another: `npm run bench -- beside --size nation --keep FOLDER`, over what `sums` loaded.
 * Target: p99 <= 2 x what it is while nothing else is, and 2 ms.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { LAST_YEAR } from './generate.ts'
import { keptDatabase } from './kept-database.ts'
import { places } from './questions.ts'
import { BENCH_KEY, serveOurs } from './serve.ts'
import { load, quantiles, say } from './timing.ts'

const { path: database, done } = await keptDatabase()
const ours = await serveOurs(database)
const { headers } = ours

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
done()

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
  const child = spawn(process.execPath, [path, url, BENCH_KEY], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${url} was not answered`)
}
