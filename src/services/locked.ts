import { Problem } from '../errors.ts'
import type { Lock } from './calendar.ts'

/** The problem of a filer who comes before the year is open, or after it was closed. */
export function locked(year: number, { opens, closed, reason }: Lock): Problem {
  if (opens !== null) return new Problem('not-yet-open', { year, opens })
  return new Problem('year-locked', { year, closed: closed ?? '', reason: reason ?? NO_REASON })
}

const NO_REASON = { zh: '未另行说明', en: 'no reason was given' }
