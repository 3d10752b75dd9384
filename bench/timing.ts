import { loadavg } from 'node:os'

/** Milliseconds a run took, over so many runs; `cpu` is processor time of this process. */
export interface Timing {
  readonly p50: number
  readonly p99: number
  readonly cpu: number
  readonly runs: number
}

/**
 * Runs for so many milliseconds, but three times at least, after a warm-up of a fifth of that.
 * What is done `before` each run is not counted.
 */
export async function timed(
  run: () => unknown,
  budget = 1000,
  before: () => unknown = () => {},
): Promise<Timing> {
  await repeat(run, budget / 5, before)
  const { times, cpu } = await repeat(run, budget, before)
  return { ...quantiles(times), cpu: cpu / times.length, runs: times.length }
}

async function repeat(run: () => unknown, budget: number, before: () => unknown) {
  const times: number[] = []
  let cpu = 0
  const begin = performance.now()
  while (times.length < 3 || (performance.now() - begin < budget && times.length < 20_000)) {
    await before()
    const spent = process.cpuUsage()
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(spent)
    cpu += (user + system) / 1000
    if (times.length === 1 && performance.now() - begin > 5 * budget) break
  }
  return { times, cpu }
}

export function quantiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

export const line = (name: string, { p50, p99, cpu, runs }: Timing): string =>
  `${name.padEnd(52)} p50 ${p50.toFixed(3).padStart(10)} ms  p99 ${p99.toFixed(3).padStart(10)} ms  processor ${cpu.toFixed(3).padStart(9)} ms  (${runs})`

/** How many others wanted a processor in the last minute. */
export const load = (): string => `load ${loadavg()[0]?.toFixed(1)}`

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
