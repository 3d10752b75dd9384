import { wholes } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import { percentagesOf, type Ratio } from './ratio.ts'
import { placeOf, type Reading } from './reading.ts'
import { judgedPercentage } from './shares.ts'
import type { Token } from './tokens.ts'

/** 自然人120件、法人37件，分别占76.4%和23.6%: as many shares as figures before. */
export function* respectiveSharesIn(
  { report }: Setting,
  reading: Reading,
  spoken: readonly Claim[],
): Generator<Ratio> {
  const { tokens } = reading
  for (const [i, word] of tokens.entries()) {
    if (word.kind !== 'respectively' || tokens[i + 1]?.kind !== 'share') continue
    const first = tokens.findIndex(({ numeral }, at) => at > i && numeral?.kind === 'percent')
    if (!tokens.slice(i + 2, first).every(({ kind }) => ofWhole.includes(kind))) continue
    const percentages = listFrom(tokens, first)
    const [place] = placeOf(reading, word.start, word.end)
    const figures = spoken
      .filter(({ kind, figures: [at] }) => kind === 'figure' && (at?.start ?? place) < place)
      .slice(-percentages.length)
    if (percentages.length < 2 || figures.length < percentages.length) continue
    for (const [n, at] of percentages.entries()) {
      const figure = figures[n]
      const [parts] = figure?.readings ?? []
      const known = wholes[parts?.[0] ?? 'received']
      if (figure?.reason !== 'compared' || parts === undefined || known === undefined) continue
      const shares = percentagesOf(report, [parts], known).flatMap((share) => share ?? [])
      if (shares.length < known.length) continue
      const judged = judgedPercentage(at, shares)
      const claim = claimOf(reading, [at], { kind: 'share', relation: 'shareOf', ...judged })
      yield { at, claim, parts: [parts], wholes: known }
    }
  }
}

/** 分别占无法提供总数的: what may be said of the whole. */
const ofWhole: readonly Token['kind'][] = ['filler', 'notion', 'whole']

/** 76.4%和23.6%, 76.4%、23.6%: the percentages from a place on. */
function listFrom(tokens: readonly Token[], from: number): readonly Token[] {
  const list: Token[] = []
  for (let i = from; tokens[i]?.numeral?.kind === 'percent'; i += 2) {
    list.push(tokens[i] as Token)
    if (!'、和与及'.includes(tokens[i + 1]?.text ?? ' ')) break
  }
  return list
}
