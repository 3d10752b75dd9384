import type { Notion } from '../formats/notions.ts'
import type { Folded } from '../reports/fold.ts'
import type { Names } from './names.ts'
import type { Sentence } from './sentences.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A sentence read: its words, with the way back to the passage. */
export interface Reading {
  readonly passage: string
  readonly sentence: Sentence
  readonly quote: string
  readonly folded: Folded
  readonly tokens: readonly Token[]
  readonly kinds: ReadonlySet<Token['kind']>
  readonly notions: ReadonlySet<Notion>
  /** For each token, and for the end, the last scope word and the last year before it, if any. */
  readonly scopes: readonly (Token | undefined)[]
  readonly years: readonly (Token | undefined)[]
}

export function readSentence(
  passage: string,
  quote: string,
  sentence: Sentence,
  { folded, names }: { folded: Folded; names: Names },
): Reading {
  const tokens = tokensOf(folded.text, names.full)
  const kinds = new Set<Token['kind']>()
  const notions = new Set<Notion>()
  for (const token of tokens) {
    kinds.add(token.kind)
    for (const notion of token.notions) notions.add(notion)
  }
  return {
    passage,
    sentence,
    quote,
    folded,
    tokens,
    kinds,
    notions,
    scopes: kinds.has('scope') ? lastBefore(tokens, (token) => token.kind === 'scope') : [],
    years: sayYears.some((kind) => kinds.has(kind)) ? lastBefore(tokens, namesYear) : [],
  }
}

const sayYears = ['number', 'thisYear', 'lastYear'] as const

/** Years say when, except where they say what is compared (较2023年, 与上年持平) or carried (2023年结转). */
function namesYear(token: Token, i: number, tokens: readonly Token[]): boolean {
  const { kind, numeral } = token
  if (numeral?.kind !== 'year' && kind !== 'thisYear' && kind !== 'lastYear') return false
  return !near(tokens, i).some(
    (other) =>
      other?.kind === 'compare' || other?.kind === 'same' || other?.notions.includes('carry'),
  )
}

/** Two words before and behind, as far as no stop comes between: 无结转，上年5件. */
function near(tokens: readonly Token[], i: number): readonly (Token | undefined)[] {
  const [before, after] = [tokens[i - 1], tokens[i + 1]]
  return [
    before,
    ...(before?.kind === 'stop' ? [] : [tokens[i - 2]]),
    after,
    ...(after?.kind === 'stop' ? [] : [tokens[i + 2]]),
  ]
}

function lastBefore(
  tokens: readonly Token[],
  is: (token: Token, i: number, tokens: readonly Token[]) => boolean,
): readonly (Token | undefined)[] {
  let last: Token | undefined
  const outside: (Token | undefined)[] = []
  const before: (Token | undefined)[] = [undefined]
  tokens.forEach((token, i) => {
    if (is(token, i, tokens)) last = token
    // 15件（2023年11件），办结13件: what is named in brackets holds in them.
    if (token.text === '（') outside.push(last)
    if (token.text === '）' && outside.length > 0) last = outside.pop()
    before.push(last)
  })
  return before
}

/** The place in the passage of a stretch of folded text; trailing space does not belong to it. */
export function placeOf({ folded }: Reading, start: number, end: number): [number, number] {
  return [folded.at(start), folded.at(Math.max(start, end - 1)) + 1]
}
