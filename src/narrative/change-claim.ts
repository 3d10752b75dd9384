import { type Readings, realChange, verdictOn } from './change-verdicts.ts'
import type { Change } from './change-words.ts'
import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { cellsOfReadings, claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/** What a sentence says has changed, held against the tables of both years. */
export function changeClaim(
  setting: Setting,
  reading: Reading,
  at: readonly Token[],
  change: Change,
  readings: Readings,
): Claim {
  const expected = readings.flatMap((measures) => {
    const real = realChange(setting, measures, change.percent)
    return real === undefined ? [] : [real]
  })
  const offs = expected.map((real) => Math.abs(real - change.value))
  const off = Math.min(...offs)
  const scope = reading.tokens.find((token) => token.kind === 'scope')?.text
  const { verdict, reason } = verdictOn(change, off, expected.length === readings.length)
  const right = expected[offs.indexOf(off)]
  return claimOf(reading, at, {
    kind: 'change',
    relation: 'changeFrom',
    verdict,
    reason,
    readings,
    cells: cellsOfReadings(setting.report, readings),
    left: change.value,
    ...(right === undefined ? {} : { right: rounded(right) }),
    expected: expected.map(rounded),
    ...(verdict === 'contradicted' && scope !== undefined
      ? { softened: true as const, scope }
      : {}),
  })
}

const rounded = (value: number): number => Math.round(value * 100) / 100
