import type { Claim } from './claim.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import { targetAt } from './stated.ts'

/** 由32件降为41件: what a figure is said to have fallen to is smaller, whatever the tables hold. */
export function* turnedIn(reading: Reading): Generator<Claim> {
  const { tokens } = reading
  for (const [i, from] of tokens.entries()) {
    const to = from.numeral?.kind === 'count' ? targetAt(tokens, i) : undefined
    if (to?.numeral === undefined || from.numeral?.unit !== to.numeral.unit) continue
    if (from.numeral.approximate || to.numeral.approximate) continue
    const turn = tokens.slice(i, tokens.indexOf(to)).find(({ kind }) => kind in ways)
    const way = ways[turn?.kind as keyof typeof ways]
    const more = to.numeral.value - from.numeral.value
    if (turn === undefined || way * more > 0) continue
    yield claimOf(reading, [turn, from, to], {
      kind: 'change',
      relation: 'changeFrom',
      verdict: 'contradicted',
      reason: 'compared',
      left: way * Math.abs(more),
      right: more,
      expected: [more],
    })
  }
}

const ways = { more: 1, less: -1 } as const
