import { occurrences } from '../reports/occurrences.ts'
import type { Defect, Rule } from './rule.ts'

/** Headings are numbered as printed, and what is counted off in the text is counted right. */
export const wrongNumbering: Rule = {
  id: 'wrong-numbering',
  stage: 'syntactical',
  aliases: ['FM-NUMBER'],
  severity: 'info',
  title: { zh: '序号不规范', en: 'Numbered wrongly' },
  why: {
    zh: '六个部分的标题以“一、”至“六、”编号。序号重复、跳号或改用其他写法，常是删改后未核对留下的。',
    en: 'The six headings are numbered 一、 to 六、. A number that is doubled, skipped or written otherwise usually shows an edit that nobody read again.',
  },
  remedy: { zh: '按格式和顺序改正序号。', en: 'Number as the form does, in order.' },
  basis: '国办公开办函〔2021〕30号',
  formula:
    'section headings 一…六; （一）（二）… and 一是、二是… run from one without gap or repeat',
  messages: {
    default: { zh: '“{quote}”的序号应为“{expected}”', en: '“{quote}” should be “{expected}”' },
    heading: { zh: '“{quote}”的序号不规范', en: '“{quote}” is not numbered as the form has it' },
  },
  passing: {
    report: {
      'narrative.problems':
        '存在的主要问题：一是人手不足，二是更新不够及时。改进情况：已增加人员，并明确每周更新一次。',
    },
  },
  failing: {
    report: {
      'narrative.problems':
        '存在的主要问题：一是人手不足，三是更新不够及时。改进情况：已增加人员，并明确每周更新一次。',
    },
  },

  *check({ report, oddities = [] }) {
    for (const { kind, at, quote, expected } of oddities) {
      if (kind !== 'numbering') continue
      yield {
        ...(expected === undefined && { message: 'heading' }),
        at: at === undefined ? [] : [at],
        quote,
        values: { quote, expected: expected ?? '' },
      }
    }
    for (const [passage, text] of Object.entries(report.narrative)) {
      if (text !== null) yield* STYLES.flatMap((style) => slipIn(style, passage, text) ?? [])
    }
  },
}

const NUMERALS = '一二三四五六七八九十'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩'

interface Style {
  readonly item: RegExp
  /** Whether it has to begin at one. */
  readonly opens?: true
}

/**
 * How things are counted off. 一是 can only begin at one, and may stand within a sentence; the others
 * count off only where a sentence or a line begins.
 */
const STYLES: readonly Style[] = [
  { item: /(?<![^。；：，、;:,\n\s])([一二三四五六七八九十])是/g, opens: true },
  { item: /[（(]([一二三四五六七八九十])[）)](?![项款、])/g },
  { item: /(\d{1,2})[.．、](?!\d)/g },
  { item: /([①②③④⑤⑥⑦⑧⑨⑩])/g },
  { item: /第([一二三四五六七八九十])[，、,]/g },
]

/**
 * 一是…二是…, （一）…（二）…, 1.…2.…: each list goes up by one. A list within a list begins anew at
 * one, and the outer one goes on where it stopped. A passage may continue the numbers of the one
 * before it (（二）依申请公开), so only 一是 has to begin at one. The first slip of a style is told.
 */
function slipIn({ item, opens }: Style, passage: string, text: string): Defect | undefined {
  const lists: number[] = opens ? [0] : []
  for (const { 0: quote, 1: numeral = '', index } of occurrences(item, text)) {
    if (!opens && !isBeginning(text, index)) continue
    const number = numberOf(numeral)
    if (number !== 1) {
      const follows = lists.lastIndexOf(number - 1)
      if (lists.length > 0 && follows === -1) {
        const last = lists.at(-1) ?? 0
        const expected = quote.replace(numeral, written(last + 1, numeral))
        const at = [{ passage, start: index, end: index + quote.length }]
        return { at, quote, fact: expected, values: { quote, expected } }
      }
      // What was looked through is dropped, so that long texts take no more than linear time.
      lists.length = Math.max(follows, 0)
    }
    lists.push(number)
  }
  return undefined
}

/** Looked back from each item: a pattern would do so from every blank of a passage. */
function isBeginning(text: string, at: number): boolean {
  let before = at - 1
  while (before >= 0 && /[^\S\n]/.test(text.charAt(before))) before--
  return at === 0 || (before >= 0 && '。；：;\n'.includes(text.charAt(before)))
}

const numberOf = (numeral: string): number =>
  /\d/.test(numeral)
    ? Number(numeral)
    : Math.max(NUMERALS.indexOf(numeral), CIRCLED.indexOf(numeral)) + 1

function written(number: number, like: string): string {
  if (/\d/.test(like)) return String(number)
  return (CIRCLED.includes(like) ? CIRCLED : NUMERALS)[number - 1] ?? String(number)
}
