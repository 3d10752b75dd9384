import { isQuantity } from './clauses.ts'
import type { Token } from './tokens.ts'

/** Where a list begins, and of what. Places are indexes of tokens. */
export interface Opening {
  readonly total: number
  readonly from: number
  readonly depth: number
  /** 收到25件，办结24件，其中…: of which of the two is not said. */
  readonly ambiguous: boolean
}

/** No report lists more; a longer one is no list. */
const mostParts = 50

/** Words after which quantities are no longer parts of what went before. */
const closers = ['同时', '另', '另有', '均', '都', '除']

/** The quantities listed from a place on, in the unit of their total. */
export function partsAfter(
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
    if (token.numeral?.unit !== unit || breaksOff(tokens, parts, i)) break
    parts.push(i)
    if (parts.length > mostParts) return []
  }
  return parts
}

/** Parts set off by commas end at a semicolon. */
const breaksOff = (tokens: readonly Token[], parts: readonly number[], next: number): boolean => {
  const [first, second] = parts
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return false
  const usual = second === undefined ? '，' : stopBetween(tokens, first, second)
  return usual !== '；' && second !== undefined && stopBetween(tokens, last, next) === '；'
}

/** The strongest stop between two places. */
function stopBetween(tokens: readonly Token[], from: number, to: number): string {
  let strongest = ''
  for (let i = from + 1; i < to; i++) {
    const text = tokens[i]?.text ?? ''
    if (text === '；') return text
    if (text === '，' || text === ',') strongest = '，'
    else if (text === '、' && strongest === '') strongest = text
  }
  return strongest
}

/** Whether one kind of stop stands between all parts; one semicolon may as well end a list. */
export function isUniform(tokens: readonly Token[], parts: readonly number[]): boolean {
  const stops = parts.slice(1).map((part, i) => stopBetween(tokens, parts[i] ?? part, part))
  if (stops.length === 1 && stops[0] === '；') return false
  return stops.every((stop) => stop === stops[0])
}
