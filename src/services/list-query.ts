import { cellAtAddress } from '../formats/cells.ts'
import { formats } from '../formats/index.ts'
import { phrasesIn } from '../reports/bigrams.ts'
import { type CellTest, type Comparison, comparisons } from '../reports/cell-test.ts'
import { fenOf } from '../reports/money.ts'
import { wrongParameter } from './wrong-parameter.ts'

const MOST_PHRASES = 5

/** The phrases of a search; each has two characters at least, as the index goes by pairs. */
export function phrasesOf(question: string): string[] {
  const phrases = phrasesIn(question)
  if (phrases.length === 0 || phrases.some((phrase) => phrase.length < 2)) {
    throw wrongParameter(
      'q',
      '每个词至少两个字（空格分隔的词须同时出现）',
      'has words of two characters at least; words kept apart by white space must all be there',
    )
  }
  if (phrases.length > MOST_PHRASES) {
    throw wrongParameter('q', `最多 ${MOST_PHRASES} 个词`, `has at most ${MOST_PHRASES} words`)
  }
  return phrases
}

const TEST = /^([A-Za-z.]+)(<=|>=|!=|=|<|>)(.+)$/

/** A comparison as it is written: `applications.received.total>=10`; money in 万元. */
export function cellTestOf(text: string): CellTest {
  const [, address = '', is = '', stated = ''] = TEST.exec(text) ?? []
  const known = formats.flatMap((format) => cellAtAddress(format, address) ?? [])
  if (known.length === 0) {
    throw wrongParameter(
      'cell',
      `没有单元格 ${address || text}`,
      `names no cell: ${address || text}; see /v1/formats for addresses`,
    )
  }
  const value = stated === 'null' ? null : stated === 'n/a' ? stated : Number(stated)
  const ordered = is !== '=' && is !== '!='
  const money = known.some(({ unit }) => unit === 'fen')
  const fits =
    typeof value === 'number'
      ? money
        ? fenOf(value) !== undefined
        : Number.isSafeInteger(value)
      : !ordered
  if (!fits || !comparisons.includes(is as Comparison)) {
    throw wrongParameter(
      'cell',
      `${stated} 不能与 ${address} 比较：应为整数（金额为万元，最多六位小数）；null 与 n/a 只用于 = 和 !=`,
      `compares ${address} with ${stated}: a whole number (万元 with six decimals for money), or null or n/a with = and !=`,
    )
  }
  return { address, is: is as Comparison, value }
}

/** The members that a sparse answer has: those named, and what the item is known by. */
export function pickerOf<Item extends object>(
  fields: string | undefined,
  known: readonly string[],
): (item: Item) => Item | Partial<Item> {
  if (fields === undefined) return (item) => item
  const wanted = new Set(['agencyId', 'year', 'etag', ...fields.split(',')])
  for (const field of wanted) {
    if (known.includes(field)) continue
    throw wrongParameter('fields', `没有成员 ${field}`, `${field} is none of ${known.join(', ')}`)
  }
  return (item) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name))) as Partial<Item>
}
