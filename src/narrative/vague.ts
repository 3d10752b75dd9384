import { wordList } from '../formats/word-list.ts'

/** How a number that is not exact stands to the true one: 超过一半, 不足一半, 近三成, 约四成. */
export type Bound = 'over' | 'under' | 'almost' | 'about'

/** What stands before or after a number and takes its exactness away. */
const before: Readonly<Record<Bound, readonly string[]>> = {
  over: wordList('超 超过 逾 至少 最少 不少于 不低于 超出 突破 超占'),
  under: wordList('不足 不到 最多 多达 不超过'),
  almost: wordList('近 将近 接近 近占'),
  about: wordList('约 大约 约占'),
}
const after: Readonly<Record<Bound, readonly string[]>> = {
  over: wordList('余 以上 多'),
  under: wordList('以内 以下'),
  almost: [],
  about: wordList('左右 上下'),
}
/** 预约3次 is no rough number. */
const exact = wordList('预约 合约 节约 签约 条约 公约 最近 附近 高超')

/** How the number between two places is only about right: 约30件, 数十件, 上百件, 5件以上. */
export function boundOf(text: string, start: number, end: number): Bound | undefined {
  const lead = text.slice(Math.max(0, start - 3), start)
  const ends = (words: readonly string[]) => words.some((word) => lead.endsWith(word))
  for (const bound of bounds) {
    if (ends(before[bound]) && !ends(exact)) return bound
    if (after[bound].some((word) => text.startsWith(word, end))) return bound
  }
  if (lead.endsWith('几')) return 'about'
  const round = '十百千万亿'.includes(text.charAt(start))
  return round && (lead.endsWith('数') || lead.endsWith('上') || lead.endsWith('成'))
    ? 'about'
    : undefined
}

const bounds = ['under', 'over', 'almost', 'about'] as const
