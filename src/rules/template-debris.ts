import type { Span } from '../reports/place.ts'
import { contradicted } from './claims-of.ts'
import type { Defect, Rule } from './rule.ts'

/** What a template or a word processor left behind, and blanks that nobody filled in. */
export const templateDebris: Rule = {
  id: 'template-debris',
  stage: 'syntactical',
  aliases: ['FM-DEBRIS'],
  severity: 'warning',
  title: { zh: '残留模板文字或未填的空白', en: 'Left over from a template' },
  why: {
    zh: '书签、占位符和未填的空白说明文本未经核对，公开后影响报告的严肃性。',
    en: 'Bookmarks, placeholders and blanks in the prose show that nobody read the text before it was filed.',
  },
  remedy: {
    zh: '删除残留文字；空白处填写实际内容。',
    en: 'Delete it; fill in what was to be said.',
  },
  basis: '国办公开办函〔2021〕30号（四）明确责任',
  formula: 'no bookmark, placeholder, prompt or unfilled blank in title and narrative',
  messages: {
    default: {
      zh: '残留模板文字“{quote}”，共{count}处',
      en: '“{quote}” is left over from a template, {count} times',
    },
    unfilled: {
      zh: '“{quote}”处没有填写内容，共{count}处',
      en: 'Nothing is filled in at “{quote}”, {count} times',
    },
  },
  passing: {},
  failing: { report: { 'narrative.other': '（单位名称）本年度无其他需要报告的事项。' } },

  *check(subject) {
    const { report, oddities = [] } = subject
    const quotes = new Set<string>()
    for (const [passage, text] of [['title', report.title], ...Object.entries(report.narrative)]) {
      if (!passage || !text) continue
      for (const defect of [
        ...foundIn(passage, text, LEFT_OVER, 'default'),
        ...foundIn(passage, text, UNFILLED, 'unfilled'),
      ]) {
        quotes.add(defect.quote ?? '')
        yield defect
      }
    }
    // 主动公开信息  条: the figure before the unit was never typed.
    const told = [...quotes].slice(0, MOST_PLACES)
    for (const { passage, quote, figures, start, end } of contradicted(subject, 'blank')) {
      if (told.some((its) => quote.includes(its))) continue
      const [{ start: from, end: to } = { start, end }] = figures
      yield {
        message: 'unfilled',
        at: [{ passage, start: from, end: to }],
        quote,
        values: { quote, count: 1 },
      }
    }
    for (const { kind, at, quote } of oddities) {
      if (kind !== 'debris' || quotes.has(quote)) continue
      yield { at: at === undefined ? [] : [at], quote, values: { quote, count: 1 } }
    }
  },
}

const LEFT_OVER =
  /\[bookmark:[^\]\n]{0,60}\]|_GoBack|_Hlk\d{0,12}|_Toc\d{0,12}|该部分以表格形式报告|表格如下|(?<![A-Za-z0-9.])(?:[Xx]{2,}|[×ＸX]{2,})(?![A-Za-z0-9])|[（(](?:单位|机关|部门|填报单位)名称[）)]|\{\{[^{}\n]{0,40}\}\}|(?:点击|单击)(?:此处)?输入|此处(?:填写|输入)|错误！未[^。\n]{0,20}/g

const UNFILLED = /_{3,}/g

/** More places than this are counted, but not listed. */
const MOST_PLACES = 20

/** One defect for each wording, with the places where it stands. */
function foundIn(passage: string, text: string, pattern: RegExp, message: string): Defect[] {
  const places = new Map<string, { at: Span[]; count: number }>()
  for (const { 0: quote, index } of text.matchAll(pattern)) {
    const key = quote.slice(0, 60)
    const known = places.get(key) ?? { at: [], count: 0 }
    places.set(key, known)
    known.count++
    if (known.at.length < MOST_PLACES)
      known.at.push({ passage, start: index, end: index + key.length })
  }
  return [...places].map(([quote, { at, count }]) => ({
    message,
    at,
    quote,
    values: { quote, count },
  }))
}
