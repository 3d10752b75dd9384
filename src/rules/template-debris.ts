import type { Place, Span } from '../reports/place.ts'
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
      en: '“{quote}” is left over from a template (places: {count})',
    },
    unfilled: {
      zh: '“{quote}”处没有填写内容，共{count}处',
      en: 'Nothing is filled in at “{quote}” (places: {count})',
    },
  },
  passing: {},
  failing: { report: { 'narrative.other': '（单位名称）本年度无其他需要报告的事项。' } },

  *check(subject) {
    const { report, oddities = [] } = subject
    const found: Found[] = []
    for (const [passage, text] of [['title', report.title], ...Object.entries(report.narrative)]) {
      if (passage && text) found.push(...foundIn(passage, text))
    }
    for (const { kind, at, quote } of oddities) {
      if (kind === 'debris' && !found.some((its) => its.quote === quote)) {
        found.push({ message: 'default', quote, ...(at !== undefined && { at }) })
      }
    }
    yield* byKind(found)
    const told = new Set(found.map(({ at }) => (typeof at === 'object' ? ending(at) : '')))
    // 主动公开信息  条: the figure before the unit was never typed.
    for (const { passage, figures, quote, start, end } of contradicted(subject, 'blank')) {
      const [at = { start, end }] = figures
      const place = { passage, start: at.start, end: at.end }
      // ××件 is told as ×× already.
      if (told.has(ending({ ...place, end: place.end - 1 }))) continue
      yield { message: 'unfilled', at: [place], quote, values: { quote, count: 1 } }
    }
  },
}

interface Found {
  readonly message: 'default' | 'unfilled'
  readonly quote: string
  readonly at?: Place
}

/** One line, one kind: what a word processor, a spreadsheet, a page, a program, a template leaves. */
const LEFT_OVER = [
  /[[〔]bookmark:[^\]〕\n]{0,60}[\]〕]|_GoBack|_(?:Hlk|Toc|Ref)\d{0,12}|OLE_LINK\d{1,4}/,
  /(?:MERGEFIELD|PAGEREF|DOCPROPERTY) \S{1,40}|HYPERLINK (?:\\l )?["“][^"”\n]{0,60}["”]/,
  /错误[！!]\s?未[^。\n]{0,20}|Error! (?:Reference source|Bookmark) not (?:found|defined)\.?/,
  /#(?:REF!|VALUE!|DIV\/0!|NAME\?|N\/A)/,
  /&nbsp;|<\/?(?:p|br|span|div|td|strong)(?: [^<>\n]{0,60})?\/?>|\$\{[^{}\n]{0,40}\}/,
  /(?<![A-Za-z0-9])(?:NaN|undefined)(?=[条件份次个篇元])/,
  /该部分以表格形式报告|表格如下/,
  /(?<![A-Za-z0-9.])(?:[Xx]{2,}|[×ＸX]{2,})(?![A-Za-z0-9])|[○△]{2,}|某某(?=[市县区镇乡局])/,
  /[（(【<〈［[](?:请?填?写?)?(?:单位|机关|部门|填报单位)(?:名称|全称)[）)】>〉］\]]|【(?:单位|机关|部门|模板|示例|样例|范文)】/,
  /[（(【［[](?:请填写?|请补充|待填写?|待补充?|待核实|待定|此处省略)(?!《|[^（）()\n]{0,10}(?:表|单(?!位)))[^（）()【】［］[\]\n]{0,12}[）)】］\]]|[（(]略[）)]/,
  /(?<![A-Za-z0-9])(?:TO-?DO|FIX-?ME|TBD)(?![A-Za-z0-9])|(?<![^，。；：、！？\s])请(?:在此)?填写(?!《|[^，。；\n]{0,10}(?:表|单(?!位)))[^，。；\n]{0,12}/,
  /(?<![\dA-Za-z%％])%(?:[sdif](?![A-Za-z])|\d\$[sd])|[Ll]orem ipsum|(?<!\d)20(?:XX|xx|××|__|\*\*)年/,
  /\{\{[^{}\n]{0,40}\}\}|«[^«»\n]{1,40}»/,
  /(?:点击|单击)(?:或点击)?(?:此处)(?:输入|编辑|添加|键入|填写)/,
  /(?:点击|单击)输入(?!关键|检索|查询|搜索|[^。；，\n]{0,12}(?:检索|查询|搜索))/,
  /(?:Click|Tap) (?:or tap )?here to enter text\.?|此处(?:填写|输入)|_{3,}/,
]
const ANY_LEFT_OVER = new RegExp(LEFT_OVER.map(({ source }) => source).join('|'), 'g')

/** More places than this are counted, but not listed. */
const MOST_PLACES = 20
/** A wording is shown, and known again, by so many characters. */
const LONGEST = 60

function* foundIn(passage: string, text: string): Generator<Found> {
  // One kind at a time is passed over fifty times as fast as all of them at once.
  if (!LEFT_OVER.some((kind) => kind.test(text))) return
  for (const { 0: wording, index: start } of text.matchAll(ANY_LEFT_OVER)) {
    const quote = wording.slice(0, LONGEST)
    yield {
      message: wording.startsWith('___') ? 'unfilled' : 'default',
      quote,
      at: { passage, start, end: start + quote.length },
    }
  }
}

/** Ten bookmarks are one thing to be put right, with ten places. */
function* byKind(found: readonly Found[]): Generator<Defect> {
  const kinds = new Map<string, [Found, ...Found[]]>()
  for (const one of found) {
    const kind = BOOKMARK.test(one.quote) ? 'bookmark' : one.quote
    const known = kinds.get(kind)
    if (known === undefined) kinds.set(kind, [one])
    else known.push(one)
  }
  for (const [kind, [first, ...others]] of kinds) {
    const places = [first, ...others].flatMap(({ at }) => at ?? [])
    const { message, quote } = first
    const count = others.length + 1
    yield { message, at: places.slice(0, MOST_PLACES), quote, fact: kind, values: { quote, count } }
  }
}

const BOOKMARK = /bookmark|_GoBack|_Hlk|_Toc|_Ref|OLE_LINK/

const ending = ({ passage, end }: Span): string => `${passage}:${end}`
