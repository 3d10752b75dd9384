import { clauseAround, isQuantity } from './clauses.ts'
import type { Token } from './tokens.ts'
import { isCaseUnit } from './units.ts'

/** The clause of a comparison; 与2023年相比 alone leads over to the next. */
export function comparisonAround(tokens: readonly Token[], at: number): readonly [number, number] {
  const [start, end] = clauseAround(tokens, at)
  const alone = tokens
    .slice(start, end)
    .every(
      ({ kind, numeral }) =>
        ['compare', 'filler', 'lastYear', 'self'].includes(kind) || numeral?.kind === 'year',
    )
  if (!alone || end + 1 >= tokens.length) return [start, end]
  return [start, clauseAround(tokens, end + 1)[1]]
}

export const turns = (token: Token | undefined): boolean =>
  token?.kind === 'more' || token?.kind === 'less'

/** 较, 同比; and 与上年 or 与去年 before 持平. */
export const compares = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'compare' ||
  (tokens[at]?.text === '与' && tokens[at + 1]?.kind === 'lastYear')

export interface Change {
  readonly at: Token
  readonly value: number
  readonly percent: boolean
  readonly decimals: number
  readonly approximate: boolean
}

/** The direction and the first number behind it; or that nothing changed. */
export function changeIn(clause: readonly Token[]): Change | undefined {
  const same = clause.find((token) => token.kind === 'same')
  if (same !== undefined) {
    const approximate = same.text === '基本持平' || same.text === '无明显变化'
    return { at: same, value: 0, percent: false, decimals: 0, approximate }
  }
  const turn = clause.findIndex((token) => token.kind === 'more' || token.kind === 'less')
  if (turn === -1) return undefined
  const after = clause.slice(turn + 1).findIndex(isQuantity)
  const number = clause[turn + 1 + after]
  const numeral = after === -1 ? undefined : number?.numeral
  if (number === undefined || numeral === undefined) return undefined
  const percent = numeral.kind === 'percent'
  if (!percent && !isCaseUnit(numeral.unit)) return undefined
  const sign = clause[turn]?.kind === 'less' ? -1 : 1
  const signed = clause[turn + after]?.text.endsWith('-') ?? false
  return {
    at: number,
    value: sign * numeral.value,
    percent,
    decimals: numeral.decimals,
    approximate: numeral.approximate || signed,
  }
}
