/** Who fails to sign in too often is not listened to for a while. */
export interface Lockout {
  /** Seconds until a key id from an address is listened to again; 0 when it is. */
  secondsLeft(address: string, id: string): number
  /** Counts a refused key. `locks` says that this one locked, `first` that it began a row. */
  refused(address: string, id: string): { readonly seconds: number; readonly news: News }
}

export type News = 'first' | 'locks' | 'none'

interface Row {
  count: number
  since: number
  lockedUntil: number
}

const MINUTE = 60_000
const LOCKED_FOR = 5 * MINUTE
const MOST_ROWS = 20_000

/**
 * `most` refusals within a minute lock a key id out at its address for five (GB/T 22239-2019
 * 8.1.4.1, 登录失败处理), whatever secret comes with it. Ten times as many from one address lock it
 * for every key that is refused; a whole office may sit behind one address, so keys that are right
 * pass. The rows that were added to longest ago are forgotten first: memory stays bounded.
 */
export function lockout(most: number, now: () => number): Lockout {
  const rows = new Map<string, Row>()

  function count(name: string, limit: number): News {
    const at = now()
    const before = rows.get(name)
    const recent = before !== undefined && at - before.since < MINUTE
    const row = recent ? before : { count: 0, since: at, lockedUntil: before?.lockedUntil ?? 0 }
    row.count++
    rows.delete(name)
    rows.set(name, row)
    if (rows.size > MOST_ROWS) rows.delete(rows.keys().next().value as string)
    if (row.count === limit) {
      row.lockedUntil = at + LOCKED_FOR
      return 'locks'
    }
    return row.count === 1 ? 'first' : 'none'
  }

  const left = (name: string): number =>
    Math.max(0, Math.ceil(((rows.get(name)?.lockedUntil ?? 0) - now()) / 1000))

  return {
    secondsLeft: (address, id) => left(`${networkOf(address)} ${id}`),

    refused(address, id) {
      const network = networkOf(address)
      const wide = count(network, most * 10)
      const news = count(`${network} ${id}`, most)
      const seconds = Math.max(left(network), left(`${network} ${id}`))
      return { seconds, news: wide === 'locks' ? wide : news }
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
