import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Served {
  readonly url: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** Starts a server of the build in a process of its own, and waits until it says its address. */
export async function serve(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Served> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0]
    if (url === undefined) continue
    child.stdout.resume()
    const stop = async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    return { url, process: child, stop }
  }
  throw new Error(`${file} did not start`)
}

export const BENCH_KEY = `nb_bench_${'k'.repeat(40)}`

/** The service over a database, with nothing that holds anybody back, and what its admin sends. */
export async function serveOurs(database: string) {
  const ours = await serve('../src/server.js', [], {
    DATABASE: database,
    ADMIN_KEY: BENCH_KEY,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    MAX_EVENT_LOOP_DELAY: '0',
  })
  return { ...ours, headers: { authorization: `Bearer ${BENCH_KEY}` } }
}

/** Microseconds of processor time a process has had, where the system says so (Linux). */
export function spentBy({ process: { pid } }: Served): number {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const fields = after.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK
  } catch {
    return Number.NaN
  }
}

/** Microseconds of a clock tick. */
const TICK = 10_000
