import { existsSync, renameSync, rmSync } from 'node:fs'
import { openStore } from '../src/store/store.ts'
import { agenciesOf, LAST_YEAR, regionsOf, type Size, standingWork } from './generate.ts'
import { randomFrom } from './plausible.ts'

/** Reports in a transaction; what others have to wait for is no matter here. */
const TOGETHER = 1000

/**
 * Makes a database of a size, unless it is there: register, reports, standings on every basis,
 * roll-ups, findings and the log of events, through the store as the service fills it. What is
 * left out is reading JSON and running the rules: the generator's reports are sound.
 */
export async function loaded(
  path: string,
  size: Size,
  say: (line: string) => void,
  told = false,
): Promise<void> {
  if (existsSync(path)) return
  const half = `${path}.loading`
  for (const end of ['', '-wal', '-shm']) rmSync(half + end, { force: true })
  const store = openStore(half)
  const random = randomFrom(1)
  for (const region of regionsOf(size)) await store.register.putRegion(region, 'bench')
  const agencies = [...agenciesOf(size)]
  for (const some of slices(agencies)) await store.register.putAgencies(some, 'bench')

  const total = agencies.length * size.years
  const start = performance.now()
  const spent = process.cpuUsage()
  let done = 0
  let told_ = 0
  for (let year = LAST_YEAR - size.years + 1; year <= LAST_YEAR; year++) {
    for (const some of slices(agencies)) {
      await store.reports.fileAll(some.map(({ id }) => standingWork(id, year, random, told)))
      done += some.length
      const seconds = (performance.now() - start) / 1000
      if (seconds < told_ + 10 && done < total) continue
      told_ = seconds
      const memory = process.memoryUsage().rss / 2 ** 20
      const { user, system } = process.cpuUsage(spent)
      const cpu = (user + system) / 1000 / done
      say(
        `loaded ${done} of ${total} reports in ${seconds.toFixed(0)} s, ${Math.round(done / seconds)}/s, ${cpu.toFixed(3)} ms of processor each, ${memory.toFixed(0)} MB resident`,
      )
    }
  }
  store.close()
  renameSync(half, path)
}

function* slices<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += TOGETHER) yield all.slice(i, i + TOGETHER)
}
