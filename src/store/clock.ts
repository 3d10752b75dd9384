/**
 * The store's time: RFC 3339 in UTC with microseconds, strictly increasing, so that every change
 * has a moment of its own and "as of" has one answer. It never runs behind the last change kept.
 */
export interface Clock {
  /** The next moment, later than every one given before. */
  tick(): string
}

/** `now` is in milliseconds. */
export function clock(after: string | undefined, now = systemTime): Clock {
  let last = after === undefined ? 0 : microsecondsOf(after)
  return {
    tick() {
      last = Math.max(last + 1, Math.floor(now() * 1000))
      return timestamp(last)
    },
  }
}

const systemTime = (): number => performance.timeOrigin + performance.now()

const timestamp = (microseconds: number): string => {
  const iso = new Date(Math.floor(microseconds / 1000)).toISOString()
  return `${iso.slice(0, -1)}${String(microseconds % 1000).padStart(3, '0')}Z`
}

const microsecondsOf = (time: string): number =>
  Date.parse(`${time.slice(0, 23)}Z`) * 1000 + Number(time.slice(23, 26))

const RFC3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/

/** An RFC 3339 time as the store writes it, UTC with microseconds; undefined when it is none. */
export function momentOf(text: string): string | undefined {
  const [, seconds, fraction = '', zone] = RFC3339.exec(text) ?? []
  const milliseconds = Date.parse(`${seconds}${zone}`)
  if (Number.isNaN(milliseconds)) return undefined
  const iso = new Date(milliseconds).toISOString()
  // 30 February would be read as a day of March.
  if (new Date(`${seconds}Z`).toISOString().slice(0, 19) !== seconds) return undefined
  // Years before 0 and after 9999 are written otherwise.
  if (!/^\d{4}-/.test(iso)) return undefined
  return `${iso.slice(0, 19)}.${fraction.padEnd(6, '0').slice(0, 6)}Z`
}
