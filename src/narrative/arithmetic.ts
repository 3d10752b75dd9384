import { baseIn, type Change } from './change-words.ts'
import type { Claim } from './claim.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/**
 * 收到3件，较上年的5件减少3件: the sentence gives both figures itself, and its change has to be
 * their difference, whatever the tables hold.
 */
export function* arithmeticIn(
  reading: Reading,
  { start, end, at }: { start: number; end: number; at: number },
  change: Change,
): Generator<Claim> {
  const { tokens } = reading
  const base = baseIn(tokens.slice(at, end))
  const now = numberBefore(tokens, start)
  if (base?.numeral === undefined || now?.numeral === undefined) return
  if (base.numeral.approximate || now.numeral.approximate || change.approximate) return
  if (change.loose || base.numeral.unit !== now.numeral.unit || base.numeral.value === 0) return
  const more = now.numeral.value - base.numeral.value
  const right = change.percent ? (100 * more) / base.numeral.value : more
  const off = Math.abs(right - change.value)
  const tolerance = change.percent ? 10 ** -change.decimals : 0
  if (off > 0 && off <= tolerance) return
  yield claimOf(reading, [change.at, base, now], {
    kind: 'change',
    relation: 'changeFrom',
    verdict: off === 0 ? 'supported' : 'contradicted',
    reason: 'compared',
    left: change.value,
    right: Math.round(right * 100) / 100,
    expected: [Math.round(right * 100) / 100],
  })
}

/** The number of the clause before, if it is the only one there. */
function numberBefore(tokens: readonly Token[], start: number): Token | undefined {
  const last = tokens[start - 2]
  if (tokens[start - 1]?.text !== '，' || last?.numeral?.kind !== 'count') return undefined
  for (let i = start - 3; i >= 0 && tokens[i]?.kind !== 'stop'; i--) {
    if (tokens[i]?.numeral?.kind === 'count') return undefined
  }
  return last
}
