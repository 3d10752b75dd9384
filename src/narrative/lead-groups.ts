import type { Notion } from '../formats/notions.ts'
import { applicantNotions, grounds, pairs, results } from '../formats/phrases.ts'
import { groupsIn } from './stretch.ts'
import type { Token } from './tokens.ts'

/** “不掌握”“需另行制作”依次为: what is named, in as many groups as there are numbers if that can be. */
export function groupsFor(lead: readonly Token[], size: number): readonly (readonly Token[])[] {
  const groups = groupsIn(lead).flatMap(apart)
  if (groups.length === size) return groups
  const named = lead
    .filter(({ notions }) => notions.some((notion) => kinds.includes(notion)))
    .map((token) => [token])
  return named.length === size ? named : groups
}

const kinds: readonly Notion[] = [...results, ...grounds, ...applicantNotions]

/** 复议诉讼各1件: one word for both. */
export function bothKinds(group: readonly Token[]): readonly (readonly Token[])[] {
  const named = group.filter(({ notions }) => notions.some((notion) => disputes.includes(notion)))
  return named.length === 2 ? named.map((token) => [token]) : [group]
}

const disputes: readonly Notion[] = ['reconsideration', 'litigation']

/** 予以公开和部分公开分别为: one word for two, each with its number. */
function apart(group: readonly Token[]): readonly (readonly Token[])[] {
  const pair = group.flatMap(({ notions }) => notions.flatMap((notion) => pairs[notion] ?? []))
  if (pair.length === 0) return [group]
  return pair.map((notion) =>
    group.map((token) => (token.kind === 'notion' ? { ...token, notions: [notion] } : token)),
  )
}
