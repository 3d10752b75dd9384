import { clauseAround, isComma, isQuantity } from './clauses.ts'
import { fraction } from './numerals.ts'
import type { Token } from './tokens.ts'
import { isCaseUnit } from './units.ts'

/** The clause of a comparison; 与2023年相比 alone leads over to the next. */
export function comparisonAround(tokens: readonly Token[], at: number): readonly [number, number] {
  const [start, end] = clauseAround(tokens, at)
  const alone = tokens
    .slice(start, end)
    .every(
      ({ kind, numeral }) =>
        ['compare', 'filler', 'lastYear', 'self'].includes(kind) ||
        numeral?.kind === 'year' ||
        numeral?.kind === 'count',
    )
  if (!alone || end + 1 >= tokens.length) return [start, end]
  return [start, clauseAround(tokens, end + 1)[1]]
}

export const turns = (token: Token | undefined): boolean =>
  token?.kind === 'more' || token?.kind === 'less'

/** 较, 同比; and 与上年 or 与去年 before 持平. */
export const compares = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'compare' ||
  (tokens[at]?.text === '与' &&
    (tokens[at + 1]?.kind === 'lastYear' || tokens[at + 1]?.numeral?.kind === 'year')) ||
  isMultiple(tokens, at) ||
  isBareTurn(tokens, at) ||
  isTurnOfEach(tokens, at)

/** 70件，增长40%; 自然人申请增长20%: said of the figure before or of what is named, of nothing else. */
const isBareTurn = (tokens: readonly Token[], at: number): boolean =>
  turns(tokens[at]) &&
  at > 0 &&
  ((at > 1 && isComma(tokens[at - 1] as Token)) ||
    tokens[at - 1]?.kind === 'notion' ||
    (tokens[at - 1]?.text === '（' && isQuantity(tokens[at - 2] ?? (tokens[at] as Token)))) &&
  isQuantity(tokens[at + 1] ?? (tokens[at] as Token)) &&
  (tokens[at + 2] === undefined || tokens[at + 2]?.kind === 'stop')

/** 前者增长12.7%，后者下降11.1%; 分别下降3.1%、5.2%: of which of the figures before is said. */
const isTurnOfEach = (tokens: readonly Token[], at: number): boolean =>
  ((tokens[at]?.kind === 'respectively' || tokens[at]?.kind === 'each') && turns(tokens[at + 1])) ||
  (isOneOfTwo(tokens[at]) && turns(tokens[at + 1]))

export const isOneOfTwo = (token: Token | undefined): boolean =>
  token?.text === '前者' || token?.text === '后者'

/** 是上年的2倍: a comparison without a word for it. */
const isMultiple = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'lastYear' &&
  tokens[at + 1]?.text === '的' &&
  tokens[at + 2]?.numeral?.unit === '倍'

const REACHED = /[至到]$/

export interface Change {
  readonly at: Token
  readonly value: number
  readonly percent: boolean
  readonly decimals: number
  readonly approximate: boolean
  /** Can be confirmed only: 增长1倍 is twice as much to some, 翻番 seldom exactly so. */
  readonly loose?: true
  /** Of money, what the last digit given counts: 100 元 in 5.37万元. */
  readonly step?: number
}

export const isOfMoney = ({ step }: Change): boolean => step !== undefined

/** The direction and the first number behind it; or that nothing changed. */
export function changeIn(clause: readonly Token[]): Change | undefined {
  const multiple = isMultiple(clause, 0) ? clause[2] : undefined
  if (multiple?.numeral !== undefined) return times(multiple, multiple.numeral.value - 1)
  const double = clause.find((token) => token.kind === 'double')
  if (double !== undefined)
    return { at: double, value: 100, percent: true, decimals: -1, approximate: false, loose: true }
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
  if (numeral.unit === '倍' && clause[turn]?.kind === 'more')
    return { ...times(number, numeral.value), loose: true }
  const percent = numeral.kind === 'percent'
  // 由17件增至20件 says what it came to, not by how much.
  if (!percent && clause.slice(turn, turn + 1 + after).some(({ text }) => REACHED.test(text)))
    return undefined
  const money = numeral.unit === '元'
  const isSigned = clause[turn]?.text === '+' || clause[turn]?.text === '-'
  if (!percent && !isCaseUnit(numeral.unit) && !money && !(isSigned && numeral.unit === ''))
    return undefined
  const sign = clause[turn]?.kind === 'less' ? -1 : 1
  // 增长-5%: which of the two is meant?
  const signed = after > 0 && clause[turn + after]?.text.endsWith('-') === true
  return {
    at: number,
    value: sign * numeral.value,
    percent,
    decimals: numeral.decimals,
    approximate: numeral.approximate || signed,
    ...(money ? { step: numeral.step } : {}),
    ...(numeral.unit === fraction ? { loose: true } : {}),
  }
}

/** So many times as much more; a percentage whose last two digits are not given. */
const times = (at: Token, more: number): Change => ({
  at,
  value: Math.round(1e6 * 100 * more) / 1e6,
  percent: true,
  decimals: (at.numeral?.decimals ?? 0) - 2,
  approximate: at.numeral?.approximate ?? false,
})

/** 较2023年233件减少28件: what stands between the comparison and the turn is the figure before. */
export function baseIn(clause: readonly Token[]): Token | undefined {
  const turn = clause.findIndex((token) => turns(token) || token.kind === 'same')
  if (turn === -1) return undefined
  const at = clause.findIndex((token, i) => i < turn && isQuantity(token))
  const base = clause[at]
  const named = clause.slice(0, Math.max(0, at))
  if (base?.numeral?.kind !== 'count' || !isCaseUnit(base.numeral.unit)) return undefined
  return named.some(({ kind, numeral }) => kind === 'lastYear' || numeral?.kind === 'year')
    ? base
    : undefined
}

/** 分别增加3件、2件, 分别减少4件和增加1件: as many changes as subjects, from a place on. */
export function changesFrom(tokens: readonly Token[], from: number): readonly Change[] {
  const changes: Change[] = []
  let turn: Token | undefined
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (turns(token)) turn = token
    else if (isQuantity(token) && turn !== undefined) {
      const change = changeIn([turn, token])
      if (change === undefined) return changes
      changes.push(change)
    } else if (
      !between.includes(token.kind) &&
      token.text !== '、' &&
      token.numeral?.kind !== 'year'
    )
      return changes
  }
  return changes
}

const between: readonly Token['kind'][] = ['respectively', 'each', 'compare', 'lastYear', 'filler']
