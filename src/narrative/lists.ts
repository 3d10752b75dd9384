import { isQuantity, leadStart } from './clauses.ts'
import type { Token } from './tokens.ts'

/** 共5件，其中A 2件、B 3件: a total, and the quantities listed under it in the same unit. */
export interface List {
  readonly total: Token
  readonly parts: readonly Token[]
  /** Whether the words say that nothing is left out: a last part 其他, 人大 beside 政协. */
  readonly exhaustive: boolean
  /** 合计70条 behind its parts, rather than before them. */
  readonly behind: boolean
}

/** Every list of a sentence, those in brackets inside others included. */
export function* listsIn(tokens: readonly Token[]): Generator<List> {
  const depths = depthsOf(tokens)
  for (let i = 0; i < tokens.length; i++) {
    const opening = openingAt(tokens, depths, i)
    if (opening !== undefined) {
      const parts = partsAfter(tokens, depths, opening)
      const list = listOf(tokens, opening.total, parts)
      if (list !== undefined) yield list
    }
    if (isTotalBehind(tokens, i)) {
      const parts = partsBefore(tokens, depths, i)
      if (parts.length > 1) {
        yield { total: tokens[i] as Token, parts, exhaustive: true, behind: true }
      }
    }
  }
}

interface Opening {
  readonly total: number
  readonly from: number
  readonly depth: number
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
    const total = quantityBefore(tokens, depths, at, outer)
    return total === undefined ? undefined : { total, from: at + 1, depth }
  }
  if (!isCount(token)) return undefined
  const next = tokens[at + 1]
  if (next?.text !== '：' && next?.text !== '（') return undefined
  if (tokens[at + 2]?.kind === 'among') return undefined
  return { total: at, from: at + 2, depth: next.text === '（' ? depth + 1 : depth }
}

const isCount = (token: Token | undefined): boolean =>
  token?.numeral?.kind === 'count' && token.numeral.unit !== ''

function quantityBefore(
  tokens: readonly Token[],
  depths: readonly number[],
  at: number,
  depth: number,
): number | undefined {
  for (let i = at - 1; i >= 0; i--) {
    if (tokens[i]?.kind === 'among' && depths[i] === depth) return undefined
    if (depths[i] === depth && isCount(tokens[i])) return i
  }
  return undefined
}

/** No report lists more; a longer one is no list. */
const mostParts = 50

/** Words after which quantities are no longer parts of what went before. */
const closers = ['同时', '另', '另有', '均', '都', '除']

function partsAfter(
  tokens: readonly Token[],
  depths: readonly number[],
  { total, from, depth }: Opening,
): readonly number[] {
  const unit = tokens[total]?.numeral?.unit
  const parts: number[] = []
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i] as Token
    const here = depths[i] ?? 0
    if (here < depth) break
    if (here > depth) continue
    if (token.kind === 'among' || closers.includes(token.text)) break
    if (token.kind === 'compare' || token.kind === 'more' || token.kind === 'less') break
    if (!isQuantity(token) || token.numeral?.kind === 'percent') continue
    if (token.numeral?.unit !== unit) break
    parts.push(i)
    if (parts.length > mostParts) return []
  }
  return parts
}

function listOf(
  tokens: readonly Token[],
  total: number,
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
] as const

function isExhaustive(leads: readonly string[]): boolean {
  const last = leads.at(-1) ?? ''
  if (rests.some((rest) => last.includes(rest))) return true
  return (
    leads.length === 2 &&
    dichotomies.some((pair) => pair.every((word) => leads.some((lead) => lead.includes(word))))
  )
}

const sumWords = ['合计', '总计']

function isTotalBehind(tokens: readonly Token[], at: number): boolean {
  if (!isCount(tokens[at])) return false
  const before = tokens[at - 1]
  const stop = tokens[at - 2]
  return sumWords.includes(before?.text ?? '') && stop?.kind === 'stop'
}

function partsBefore(
  tokens: readonly Token[],
  depths: readonly number[],
  total: number,
): readonly Token[] {
  const whole = tokens[total] as Token
  const before = tokens.slice(0, total)
  if (
    before.some(
      (token) => token.kind === 'among' || (token.kind === 'whole' && token !== tokens[total - 1]),
    )
  )
    return []
  const parts = before.filter((token, i) => isQuantity(token) && depths[i] === depths[total])
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
