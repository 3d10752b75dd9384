import type { Notion } from '../formats/notions.ts'
import { clauseAround, isAll } from './clauses.ts'
import { isOwnName, type Names } from './names.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/** What the words around a figure make of it. */
export interface Frame {
  readonly whole: boolean
  /** Some word narrows it; where none does and it is not whole, some are not understood. */
  readonly narrowed: boolean
  readonly year: number | undefined
  readonly scope: string | undefined
}

/** Years and scope words before a figure, and whether any word narrows it or is not understood. */
export function frameOf(
  { tokens, scopes, years }: Reading,
  lead: readonly [number, number],
  trail: readonly Token[],
  names: Names,
  era: Era,
): Frame {
  const words = tokens.slice(lead[0], lead[1])
  const narrowed = words.some(narrows) || trail.some(narrows) || isTopicOfPart(tokens, lead[0])
  const understood =
    isUnderstood(words, names) &&
    !trail.some(({ kind }) => kind === 'unknown') &&
    !isCutName(tokens, lead[0])
  return {
    whole: understood && !narrowed,
    narrowed,
    year: yearOf(years[lead[1]], era),
    scope: scopes[lead[1]]?.text,
  }
}

/** The year that the sentences before speak of, and the year of the report. */
export interface Era {
  readonly year: number
  readonly current: number | undefined
}

const narrows = (token: Token): boolean =>
  token.kind === 'part' ||
  token.kind === 'opaque' ||
  token.kind === 'compare' ||
  token.kind === 'more' ||
  token.kind === 'less' ||
  token.kind === 'share'

/** Unknown words are understood when they are, with a name before them, the filer's own. */
export function isUnderstood(words: readonly Token[], names: Names): boolean {
  const last = words.findLastIndex((token) => token.kind === 'unknown')
  if (last === -1) return true
  const first = words.findIndex((token) => token.kind === 'unknown' || token.kind === 'self')
  const text = (end: number) =>
    words
      .slice(first, end)
      .map((token) => token.text)
      .join('')
  return [text(last + 1), text(last + 2)].some((name) => isOwnName(name, names))
}

/** 不动产登记费等行政事业性收费, 施工许可等各类许可: behind the examples of all there were. */
export function behindExamples(tokens: readonly Token[], from: number, to: number): number {
  const etc = tokens.findIndex(({ text }, i) => i >= from && i < to && text === '等')
  if (etc === -1) return from
  const all = tokens.slice(etc + 1, to).find(({ kind }) => kind !== 'filler')
  return all?.notions.some((notion) => exemplified.includes(notion)) ? etc + 1 : from
}

const exemplified: readonly Notion[] = ['licence', 'penalty', 'coercion', 'charges']

/** 县（市）公安局收到…: of a name that begins before the bracket only the end would be read. */
const isCutName = (tokens: readonly Token[], start: number): boolean =>
  tokens[start - 1]?.text === '）' && tokens[start]?.kind === 'unknown'

const isApplicant = (notion: Notion): boolean =>
  notion === 'naturalPerson' || notion === 'organisation'

/** "网络渠道方面，收到…": the clause before is nothing but a known part. */
function isTopicOfPart(tokens: readonly Token[], leadStart: number): boolean {
  if (leadStart < 2 || tokens[leadStart - 1]?.kind !== 'stop') return false
  const [start, end] = clauseAround(tokens, leadStart - 2)
  const clause = tokens.slice(start, Math.min(end, leadStart - 1))
  return (
    clause.some((token) => token.kind === 'part' || token.notions.some(isApplicant)) &&
    clause.every(({ kind }) => kind !== 'unknown' && kind !== 'number' && kind !== 'not')
  )
}

/** The last year named before a figure. 今年 is the report's; 去年 the year before. */
function yearOf(named: Token | undefined, era: Era): number | undefined {
  if (named === undefined) return era.current
  if (named.kind === 'thisYear') return era.year
  if (named.kind === 'lastYear') return era.year - 1
  return named.numeral?.value
}

/** 目前有效的16件已在网站公布: what was done with all of them leaves none of them out. */
export const narrowing = (lead: readonly Token[], trail: readonly Token[]): readonly Token[] =>
  lead.some(({ kind }) => kind === 'notion') && trail[0] !== undefined && tellsOfAll(trail[0])
    ? []
    : trail

const tellsOfAll = (token: Token): boolean => isAll(token) || token.text === '已'
