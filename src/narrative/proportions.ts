import { wholes } from '../formats/phrases.ts'
import type { Claim } from './claim.ts'
import type { Setting } from './context.ts'
import { claimOf } from './draft.ts'
import type { Ratio } from './ratio.ts'
import { placeOf, type Reading } from './reading.ts'
import { judgedShare } from './shares.ts'
import { tableFigure } from './table-figure.ts'
import type { Token } from './tokens.ts'

/** Every percentage behind a figure of the tables: 自然人60件，占85.7%; 予以公开30件（42.3%）. */
export function* proportionsIn(
  setting: Setting,
  reading: Reading,
  spoken: readonly Claim[],
): Generator<Ratio> {
  const { tokens } = reading
  for (const [i, percent] of tokens.entries()) {
    if (percent.numeral?.kind !== 'percent') continue
    const part = partBefore(tokens, i)
    if (part === undefined) continue
    const [start] = placeOf(reading, part.start, part.end)
    const figure = spoken.find(
      ({ kind, figures }) => kind === 'figure' && figures[0]?.start === start,
    )
    const measure = figure?.readings[0]?.[0]
    const known = measure === undefined ? undefined : wholes[measure]
    if (figure === undefined || figure.reason !== 'compared' || known === undefined) continue
    const value = part.numeral?.value ?? 0
    const stated = tokens.flatMap((token) =>
      token !== part && token.numeral?.kind === 'count' && token.numeral.value >= value
        ? [token.numeral.value]
        : [],
    )
    const figures = known.map((measures) => tableFigure(setting.report, measures))
    const sizes = figures.flatMap((whole) => ('value' in whole ? [whole.value] : []))
    if (sizes.length < figures.length) continue
    const claim = claimOf(reading, [percent, part], {
      kind: 'share',
      relation: 'shareOf',
      ...judgedShare(percent, value, [...sizes, ...stated]),
    })
    yield { at: percent, claim, parts: figure.readings, wholes: known }
  }
}

/** No share is said further from its number. */
const farthest = 8

/** The number whose share a percentage is: said to be one, or the percentage alone in brackets. */
function partBefore(tokens: readonly Token[], percent: number): Token | undefined {
  let shared = tokens[percent - 1]?.text === '（' && tokens[percent + 1]?.text === '）'
  for (let i = percent - 1; i >= Math.max(0, percent - farthest); i--) {
    const token = tokens[i] as Token
    // 不予公开4件（第三方权益1件、过程性信息3件），占10%: nothing in the brackets.
    if (token.text === '）') return openedBefore(tokens, i)
    if (token.numeral?.kind === 'count') return shared ? token : undefined
    // 二者合计占 is of the figures before together.
    if (token.text === '合计' || token.text === '共计') return undefined
    // 诉讼7件，直接起诉的占42.9%: of what is named in between.
    if (shared && token.kind === 'notion') return undefined
    if (token.kind === 'share') shared = true
    else if (!spacers.includes(token.kind) || token.text === '；') return undefined
  }
  return undefined
}

/** The number before brackets that close at a place and hold numbers themselves. */
function openedBefore(tokens: readonly Token[], close: number): Token | undefined {
  let open = close - 1
  while (open > 0 && !'（）'.includes(tokens[open]?.text ?? '')) open--
  const before = tokens[open - 1]
  return tokens[open]?.text === '（' && before?.numeral?.kind === 'count' ? before : undefined
}

/** 件，占办结总数的: what may stand between a part and its share. */
const spacers: readonly Token['kind'][] = ['filler', 'whole', 'stop', 'notion']
