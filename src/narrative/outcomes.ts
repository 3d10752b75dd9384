import type { Claim } from './claim.ts'
import { clauseAround, isQuantity } from './clauses.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { judge } from './judge.ts'
import type { Reading } from './reading.ts'
import { phraseOf } from './stretch.ts'

/** 均获维持 behind a number of disputes: every one of them ended so. */
export function* outcomesIn(
  setting: Setting,
  reading: Reading,
  spoken: readonly Claim[],
): Generator<Claim> {
  const { tokens, folded } = reading
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'each') continue
    const [start, end] = clauseAround(tokens, i)
    const clause = tokens.slice(i, end)
    if (tokens.slice(start, end).some(isQuantity)) continue
    const place = folded.at(token.start)
    const disputes = spoken.findLast((claim) => (claim.figures[0]?.start ?? 0) < place)
    if (disputes?.left === undefined || disputes.kind !== 'figure') continue
    const under = disputes.readings[0] ?? []
    const phrase = phraseOf({ tokens: clause, given: new Set(), time: undefined, under })
    if (phrase?.under === undefined) continue
    const judged = judge(setting, {
      value: disputes.left,
      phrase,
      approximate: disputes.reason === 'approximate',
      whole: disputes.reason === 'compared' && clause.every((word) => word.kind !== 'unknown'),
      absence: false,
      year: undefined,
      scope: disputes.scope,
    })
    yield claimOf(reading, [token], { kind: 'figure', ...judged })
  }
}
