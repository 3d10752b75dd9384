import { wordList } from '../formats/word-list.ts'

/** What stands before or after a number and takes its exactness away. */
const before = wordList(`
  约 近 超 超过 逾 将近 接近 不足 不到 至少 最多 最少 多达 不少于 不低于 不超过 超出 突破
`)
const after = wordList('余 左右 以上 上下 以内 以下 多')
/** 预约3次 is no rough number. */
const exact = wordList('预约 合约 节约 签约 条约 公约 最近 附近 高超')

/** Whether the number between two places is only about right: 约30件, 数十件, 上百件, 5件以上. */
export function isVague(text: string, start: number, end: number): boolean {
  const lead = text.slice(Math.max(0, start - 3), start)
  const ends = (words: readonly string[]) => words.some((word) => lead.endsWith(word))
  if (ends(before) && !ends(exact)) return true
  if (after.some((word) => text.startsWith(word, end)) || lead.endsWith('几')) return true
  const round = '十百千万亿'.includes(text.charAt(start))
  return round && (lead.endsWith('数') || lead.endsWith('上') || lead.endsWith('成'))
}
