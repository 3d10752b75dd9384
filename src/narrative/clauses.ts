import type { Token } from './tokens.ts'

const joints = ['、']
export const isComma = (token: Token): boolean => token.text === '，' || token.text === ','

/** Words that leave the question open what is counted: 共, 均, 其中, 分别. */
const bridging = ['filler', 'whole', 'each', 'respectively', 'among'] as const
const bridges = (token: Token): boolean => bridging.some((kind) => kind === token.kind)

export const isQuantity = (token: Token): boolean =>
  token.kind === 'number' && token.numeral?.kind !== 'year'

/** 无一起, 没有一件: not one. */
export const isDeniedOne = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.kind === 'not' && tokens[at]?.numeral?.value === 1

/**
 * Where the words begin that say what a number is about: behind the number or stop before it;
 * across 、 always, and across a comma or colon while nothing has been said yet.
 */
export function leadStart(tokens: readonly Token[], number: number): number {
  let said = false
  let comma = -1
  // 过程性信息（9件）: the noun before the bracket is the number's.
  let i = tokens[number - 1]?.text === '（' ? number - 2 : number - 1
  for (; i >= 0; i--) {
    const token = tokens[i] as Token
    if (isQuantity(token)) return behindTrail(tokens, i, number)
    if (token.kind === 'stop') {
      const crosses =
        joints.includes(token.text) || (!said && (isComma(token) || token.text === '：'))
      if (!crosses) break
      if (!joints.includes(token.text)) comma = i
    } else if ((token.kind === 'each' || token.kind === 'not') && comma !== -1) {
      // 均为自然人申请，6件予以公开; 没有结转，6件办结: the clause before is closed in itself.
      return comma + 1
    } else if (!bridges(token)) said = true
  }
  return i + 1
}

/** 60件为自然人申请，10件…: what directly follows a number up to a stop is still its own. */
function behindTrail(tokens: readonly Token[], quantity: number, number: number): number {
  let stop = quantity + 1
  while (stop < number && tokens[stop]?.kind !== 'stop') stop++
  return stop < number ? stop : quantity + 1
}

/**
 * Where the words behind a number end: at the next stop; where another number comes first, nowhere,
 * or where 均 begins to say what became of what they name (9件申请均在20个工作日内办结).
 */
export function trailEnd(tokens: readonly Token[], number: number): number {
  let named = false
  let all: number | undefined
  let i = number + 1
  for (; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind === 'stop') return i
    named ||= token.kind === 'notion'
    if (named && isAll(token)) all ??= i
    if (isQuantity(token)) return all ?? number + 1
  }
  return i
}

/** 均, 全部: what stands before it is counted, what follows became of it. */
export const isAll = ({ kind, text }: Token): boolean => kind === 'each' || allWords.includes(text)
const allWords = ['全部', '均已', '皆']

/** The clause that a token stands in, from stop to stop. */
export function clauseAround(tokens: readonly Token[], at: number): readonly [number, number] {
  let start = at
  let end = at
  while (start > 0 && tokens[start - 1]?.kind !== 'stop') start--
  while (end < tokens.length && tokens[end]?.kind !== 'stop') end++
  return [start, end]
}

/** 对不掌握的4件，引导向有关部门申请: those that something was done with need not be all. */
export const isDealtWith = (tokens: readonly Token[], at: number): boolean =>
  /^(?:针?对|将|把)$/.test(tokens[clauseAround(tokens, at)[0]]?.text ?? '')
