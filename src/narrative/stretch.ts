import type { Measure } from '../formats/format.ts'
import type { Notion } from '../formats/notions.ts'
import { neutral, type Phrase, phrases } from '../formats/phrases.ts'
import type { Token } from './tokens.ts'

/** The words that say what a number, or an absence, is about. */
export interface Stretch {
  readonly tokens: readonly Token[]
  /** Notions said elsewhere in the sentence, or the topic of the passage. */
  readonly given: ReadonlySet<Notion>
  readonly time: 'lastYear' | 'nextYear' | undefined
  /** What the figure before counts; its parts may follow. */
  readonly under?: readonly Measure[]
  /** The same of the figure directly before. */
  readonly after?: readonly Measure[]
}

/** The phrase that the notions of some words make, if they make one: the first of them all. */
export function phraseOf(stretch: Stretch): Phrase | undefined {
  const spoken = stretch.tokens.filter((token) => token.kind === 'notion')
  if (spoken.length === 0) return undefined
  const said = new Set<Notion>()
  for (const { notions } of spoken) for (const notion of notions) said.add(notion)
  let first: Ranked | undefined
  for (const notion of said) {
    for (const one of rankedBy.get(notion) ?? []) {
      if (first !== undefined && one.rank > first.rank) break
      if (isMade(one.phrase, stretch, said, spoken)) first = one
    }
  }
  return first?.phrase
}

interface Ranked {
  readonly phrase: Phrase
  readonly rank: number
}

/** The phrases in their order, by the first notion that each of them says. */
const rankedBy = new Map<Notion, Ranked[]>()
for (const [rank, phrase] of phrases.entries()) {
  const [notion] = phrase.says
  if (notion !== undefined)
    rankedBy.set(notion, [...(rankedBy.get(notion) ?? []), { phrase, rank }])
}

const isMade = (
  phrase: Phrase,
  { given, time, under = [], after = [] }: Stretch,
  said: ReadonlySet<Notion>,
  spoken: readonly Token[],
): boolean =>
  phrase.says.every((notion) => said.has(notion)) &&
  (phrase.time === undefined || phrase.time === time) &&
  spoken.every((token) => token.notions.some((notion) => isAllowed(phrase, notion))) &&
  (phrase.given?.some((notion) => given.has(notion)) ?? true) &&
  (phrase.under?.some((measure) => under.includes(measure)) ?? true) &&
  (phrase.after?.some((measure) => after.includes(measure)) ?? true)

const isAllowed = (phrase: Phrase, notion: Notion): boolean =>
  phrase.says.includes(notion) ||
  neutral.includes(notion) ||
  (phrase.allows?.includes(notion) ?? false)

const joints = ['、', '，', ',']
const connectives = ['和', '及', '以及', '与', '或', '或者']

/** 行政复议、行政诉讼 as two: the groups of words between 、 and 和. */
export function groupsIn(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const groups: Token[][] = [[]]
  for (const token of tokens) {
    if (joints.includes(token.text) || connectives.includes(token.text)) groups.push([])
    else groups[groups.length - 1]?.push(token)
  }
  return groups.filter((group) => group.some((token) => token.kind === 'notion'))
}
