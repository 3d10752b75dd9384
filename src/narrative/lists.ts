import { isQuantity, leadStart } from './clauses.ts'
import { isUniform, type Opening, partsAfter } from './list-parts.ts'
import type { Token } from './tokens.ts'

/** 共5件，其中A 2件、B 3件: a total, and the quantities listed under it in the same unit. */
export interface List {
  readonly total: Token
  readonly parts: readonly Token[]
  /** Whether the words say that nothing is left out: a last part 其他, 人大 beside 政协. */
  readonly exhaustive: boolean
  /** Whether total and parts are beyond doubt: one candidate, one kind of stop between the parts. */
  readonly firm: boolean
  /** 合计70条 behind its parts, rather than before them. */
  readonly behind: boolean
}

/** Every list of a sentence, those in brackets inside others included. */
export function* listsIn(tokens: readonly Token[]): Generator<List> {
  // A total and a part of it.
  if (tokens.filter(isQuantity).length < 2) return
  const depths = depthsOf(tokens)
  for (let i = 0; i < tokens.length; i++) {
    const opening = openingAt(tokens, depths, i)
    if (opening !== undefined) {
      const parts = partsAfter(tokens, depths, opening)
      const list = listOf(tokens, opening, parts)
      if (list !== undefined) yield list
    }
    if (isTotalBehind(tokens, i)) {
      const parts = partsBefore(tokens, depths, i)
      if (parts.length > 1) {
        yield {
          total: tokens[i] as Token,
          parts,
          exhaustive: true,
          firm: isFirmSum(tokens, i, parts),
          behind: true,
        }
      }
    }
  }
}

/** 其中 and 包括 open a list, and a colon or bracket right behind a number. */
function openingAt(
  tokens: readonly Token[],
  depths: readonly number[],
  at: number,
): Opening | undefined {
  const token = tokens[at] as Token
  const depth = depths[at] ?? 0
  if (token.kind === 'among') {
    const outer = tokens[at - 1]?.text === '（' ? depth - 1 : depth
    const [total, rival] = quantitiesBefore(tokens, depths, at, outer)
    if (total === undefined) return undefined
    const unit = tokens[total]?.numeral?.unit
    const ambiguous = rival !== undefined && tokens[rival]?.numeral?.unit === unit
    return { total, from: at + 1, depth, ambiguous: ambiguous && outer === depth }
  }
  if (!isCount(token)) return undefined
  const next = tokens[at + 1]
  if (next?.text !== '：' && next?.text !== '（') return undefined
  const first = tokens[at + 2]
  // 行政许可550件（上年480件）: the same of another year is no part.
  if (first?.kind === 'among' || first?.kind === 'lastYear' || first?.numeral?.kind === 'year')
    return undefined
  const inside = next.text === '（' ? depth + 1 : depth
  return { total: at, from: at + 2, depth: inside, ambiguous: false }
}

const isCount = (token: Token | undefined): boolean =>
  token?.numeral?.kind === 'count' && token.numeral.unit !== ''

/** The last quantities before a place, nearest first, as far back as the semicolon before. */
function quantitiesBefore(
  tokens: readonly Token[],
  depths: readonly number[],
  at: number,
  depth: number,
): readonly number[] {
  const found: number[] = []
  for (let i = at - 1; i >= 0 && found.length < 2; i--) {
    const token = tokens[i] as Token
    if (depths[i] !== depth) continue
    if (token.kind === 'among' || token.text === '；') break
    if (isCount(token)) found.push(i)
  }
  return found
}

function listOf(
  tokens: readonly Token[],
  { total, ambiguous }: Opening,
  parts: readonly number[],
): List | undefined {
  if (parts.length === 0) return undefined
  const whole = tokens[total] as Token
  const quantities = [whole, ...parts.map((at) => tokens[at] as Token)]
  if (quantities.some((token) => token.numeral?.approximate)) return undefined
  const leads = parts.map((at) => tokens.slice(leadStart(tokens, at), at))
  // 文件中规范性文件3条 is a part of a part.
  if (leads.some((lead) => lead.some((token) => token.text === '中'))) return undefined
  return {
    total: whole,
    parts: quantities.slice(1),
    exhaustive: isExhaustive(leads.map(textOf)),
    firm: !ambiguous && isUniform(tokens, parts),
    behind: false,
  }
}

const textOf = (lead: readonly Token[]): string => lead.map((token) => token.text).join('')

const rests = ['其他', '其它', '其余', '剩余', '余下']
/** Pairs that leave no third. */
const dichotomies = [
  ['人大', '政协'],
  ['自然人', '法人'],
  ['主办', '协办'],
  ['直接起诉', '复议后'],
] as const

function isExhaustive(leads: readonly string[]): boolean {
  const last = leads.at(-1) ?? ''
  if (rests.some((rest) => last.includes(rest))) return true
  return (
    leads.length === 2 &&
    dichotomies.some((pair) => pair.every((word) => leads.some((lead) => lead.includes(word))))
  )
}

const sumWords = [
  '合计',
  '总计',
  '共计',
  '共',
  '相加为',
  '相加等于',
  '加起来',
  '加起来共',
  '加起来为',
]

/**
 * 共 may begin something new; 合计 adds up what was said, unless that holds a larger whole.
 */
const isFirmSum = (tokens: readonly Token[], at: number, parts: readonly Token[]): boolean =>
  !(tokens[at - 1]?.text.startsWith('共') ?? false) &&
  parts.every((part) => (part.numeral?.value ?? 0) <= (tokens[at]?.numeral?.value ?? 0))

function isTotalBehind(tokens: readonly Token[], at: number): boolean {
  if (!isCount(tokens[at])) return false
  const before = tokens[at - 1]
  const stop = tokens[at - 2]
  return sumWords.includes(before?.text ?? '') && (stop?.kind === 'stop' || partsCounted(stop) > 0)
}

/** 三项合计7件: how many parts are meant. */
const partsCounted = (token: Token | undefined): number =>
  token?.numeral?.unit === '项' || token?.numeral?.unit === '类' ? token.numeral.value : 0

function partsBefore(
  tokens: readonly Token[],
  depths: readonly number[],
  total: number,
): readonly Token[] {
  const whole = tokens[total] as Token
  const counted = partsCounted(tokens[total - 2])
  const before = tokens.slice(0, counted > 0 ? total - 2 : total)
  if (
    before.some(
      (token) => token.kind === 'among' || (token.kind === 'whole' && token !== tokens[total - 1]),
    )
  )
    return []
  const all = before.filter((token, i) => isQuantity(token) && depths[i] === depths[total])
  const parts = counted > 0 ? all.slice(-counted) : all
  const alike = parts.every(
    ({ numeral }) => numeral?.unit === whole.numeral?.unit && !numeral?.approximate,
  )
  return alike && !whole.numeral?.approximate ? parts : []
}

function depthsOf(tokens: readonly Token[]): readonly number[] {
  let depth = 0
  return tokens.map((token) => {
    if (token.text === '（') depth++
    if (token.text !== '）') return depth
    depth = Math.max(0, depth - 1)
    return depth + 1
  })
}
