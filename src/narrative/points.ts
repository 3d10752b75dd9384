import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { percentagesOf, type Ratio } from './ratio.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/** Every 较上年提高3.2个百分点 behind a share that the tables of both years hold. */
export function* pointsIn(
  { report, lastYear }: Setting,
  reading: Reading,
  ratios: readonly Ratio[],
): Generator<Claim> {
  const { tokens } = reading
  if (lastYear === undefined) return
  for (const [i, at] of tokens.entries()) {
    if (at.numeral?.unit !== '个百分点' || at.numeral.approximate) continue
    const ratio = ratios.findLast((one) => one.at.end <= at.start)
    if (ratio === undefined || ratio.claim.verdict !== 'supported') continue
    const between = tokens.slice(tokens.indexOf(ratio.at) + 1, i)
    const turn = between.findLast(({ kind }) => kind === 'more' || kind === 'less')
    if (turn === undefined || !between.every(isPlain)) continue
    const then = percentagesOf(lastYear, ratio.parts, ratio.wholes)
    const stated = ratio.at.numeral?.value ?? 0
    const changes = percentagesOf(report, ratio.parts, ratio.wholes).flatMap((now, option) => {
      const before = then[option]
      return now === undefined || before === undefined || Math.abs(now - stated) >= 1
        ? []
        : [now - before]
    })
    const value = (turn.kind === 'less' ? -1 : 1) * at.numeral.value
    const [first] = changes
    if (first === undefined) continue
    const right = changes.reduce((best, change) =>
      Math.abs(change - value) < Math.abs(best - value) ? change : best,
    )
    yield claimOf(reading, [at, ratio.at], {
      kind: 'change',
      relation: 'changeFrom',
      ...verdictOn(Math.abs(right - value), at.numeral.decimals),
      left: value,
      right: Math.round(right * 100) / 100,
      expected: changes.map((change) => Math.round(change * 100) / 100),
    })
  }
}

/** 较上年, 比去年同期, 同比: the year before, and nothing else. */
const isPlain = ({ kind, numeral }: Token): boolean =>
  plain.includes(kind) || numeral?.kind === 'year'
const plain: readonly Token['kind'][] = ['compare', 'lastYear', 'more', 'less', 'filler', 'stop']

/** Both shares may have been rounded before one was taken from the other. */
function verdictOn(off: number, decimals: number): Pick<Claim, 'verdict' | 'reason'> {
  const digit = 10 ** -decimals
  if (off <= digit + 1e-9) return { verdict: 'supported', reason: 'compared' }
  if (off <= 1.5 * digit) return { verdict: 'notCheckable', reason: 'rounding' }
  return { verdict: 'contradicted', reason: 'compared' }
}
