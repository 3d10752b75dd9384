/** Who fails to sign in too often is not listened to for a while. Times in milliseconds. */
export interface Lockout {
  /** Seconds until an address is listened to again; 0 when it is. */
  secondsLeft(address: string): number
  /** Counts a failure; says whether it is the first of a row, or the one that locks. */
  failed(address: string): 'first' | 'counted' | 'locked'
}

interface Failures {
  count: number
  since: number
  lockedUntil: number
}

const MINUTE = 60_000
const LOCKED_FOR = 5 * MINUTE
const MOST_ADDRESSES = 10_000

/**
 * `failures` within a minute lock an address out for five (GB/T 22239-2019 8.1.4.1, 登录失败处理).
 * The addresses that failed longest ago are forgotten first, so memory stays bounded.
 */
export function lockout(failures: number, now: () => number): Lockout {
  const known = new Map<string, Failures>()

  return {
    secondsLeft(address) {
      const left = (known.get(networkOf(address))?.lockedUntil ?? 0) - now()
      return left > 0 ? Math.ceil(left / 1000) : 0
    },

    failed(address) {
      const network = networkOf(address)
      const at = now()
      const before = known.get(network)
      const recent = before !== undefined && at - before.since < MINUTE
      const entry = recent ? before : { count: 0, since: at, lockedUntil: 0 }
      entry.count++
      known.delete(network)
      known.set(network, entry)
      if (known.size > MOST_ADDRESSES) known.delete(known.keys().next().value as string)
      if (entry.count < failures) return entry.count === 1 ? 'first' : 'counted'
      entry.lockedUntil = at + LOCKED_FOR
      return 'locked'
    },
  }
}

/** An IPv4 address; of IPv6 the /64, which is one subscriber's. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const behind = tail === '' ? [] : tail.split(':')
    groups.push(
      ...Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill('0'),
      ...behind,
    )
  }
  return `${groups.slice(0, 4).join(':')}::/64`
}
