import type { Notion } from '../formats/notions.ts'
import type { Claim } from './claim.ts'
import { claimOf } from './draft.ts'
import type { Reading } from './reading.ts'
import { judgedPercentage } from './shares.ts'
import type { Token } from './tokens.ts'

/**
 * 12个社区中3个未更新，占20%: what a sentence says of two numbers of its own that no table holds.
 * `told` are the places of the percentages that were judged already.
 */
export function* plainSharesIn(
  reading: Reading,
  told: ReadonlySet<number | undefined>,
): Generator<Claim> {
  const { tokens, folded } = reading
  for (const [i, percent] of tokens.entries()) {
    if (percent.numeral?.kind !== 'percent' || told.has(folded.at(percent.start))) continue
    const last = tokens[i - 1]
    if (last === undefined || !SHARE.test(last.text)) continue
    const pair = pairBefore(tokens, i)
    if (pair === undefined) continue
    const [whole, part] = pair
    const share = (100 * (part.numeral?.value ?? 0)) / (whole.numeral?.value ?? 0)
    yield claimOf(reading, [percent, part, whole], {
      kind: 'share',
      relation: 'shareOf',
      ...judgedPercentage(percent, [share]),
    })
  }
}

/** Said with nothing between it and the percentage, so that no other whole is named. */
const SHARE = /^占$|^占比$|^占比为$|^完成率$/

/** The two numbers before a percentage, of the same things, if there are no others in the sentence. */
function pairBefore(
  tokens: readonly Token[],
  percent: number,
): readonly [Token, Token] | undefined {
  const numbers: Token[] = []
  for (let i = percent - 1; i >= 0; i--) {
    const token = tokens[i] as Token
    if (ends.includes(token.text)) break
    if (confusing.includes(token.kind) || !token.notions.every(isHarmless)) return undefined
    if (token.numeral?.kind === 'percent' || token.numeral?.approximate) return undefined
    if (token.numeral?.kind === 'count') numbers.unshift(token)
    if (numbers.length > 2) return undefined
  }
  const [whole, part] = numbers
  if (whole?.numeral === undefined || part?.numeral === undefined) return undefined
  const alike = whole.numeral.unit !== '' && whole.numeral.unit === part.numeral.unit
  return alike && part.numeral.value <= whole.numeral.value && whole.numeral.value > 0
    ? [whole, part]
    : undefined
}

/** What may be said of anything: 已制作, 已公开. */
const isHarmless = (notion: Notion): boolean => harmless.includes(notion)
const harmless: readonly Notion[] = [
  'issue',
  'decide',
  'disclosed',
  'make',
  'disclosure',
  'information',
]

const ends = ['。', '；', '：']
const confusing: readonly Token['kind'][] = ['compare', 'more', 'less', 'lastYear', 'opaque']
