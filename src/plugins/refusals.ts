import type { FastifyBaseLogger } from 'fastify'
import { anonymous } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'
import type { News } from './lockout.ts'

const MINUTE = 60_000
/** Whoever tries from many addresses must not fill the disk with it. */
const MOST_A_MINUTE = 60

/**
 * Notes refused keys in the log of events (GB/T 22239-2019 8.1.4.3): the first of a row, the one
 * that locks its address out, and every key that had ended. The rest of a row is counted in
 * between; beyond a number a minute only the process log is told.
 */
export function refusals(store: Store, log: FastifyBaseLogger, now: () => number) {
  let minute = 0
  let noted = 0

  return (address: string, key: string, what: News | 'ended'): void => {
    log.warn({ address, key, what }, 'a key was refused')
    if (what === 'none') return
    const current = Math.floor(now() / MINUTE)
    if (current !== minute) {
      minute = current
      noted = 0
    }
    if (++noted > MOST_A_MINUTE) return
    const action = what === 'locks' ? 'lock-out' : 'refuse-key'
    const detail = { address, key, ...(what === 'ended' ? { reason: 'ended' } : {}) }
    store.events
      .note({ client: anonymous.id, action, detail })
      .catch((error: unknown) => log.error({ err: error }, 'a refusal could not be noted'))
  }
}
