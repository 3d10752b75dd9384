import { passagesOf } from '../formats/passages.ts'
import type { Span } from './place.ts'
import type { Report } from './report.ts'

/** A sentence of an agency's own, as it stands and with nothing but its letters. */
export interface OwnSentence {
  readonly at: Span
  readonly quote: string
  /** Without figures, white space, punctuation and boilerplate: what is compared. */
  readonly bare: string
}

/** What is shorter says nothing that two agencies may not say alike. */
const SHORTEST = 12
/** No official writes longer; whatever is longer is cut, so that all work stays linear. */
const LONGEST = 400
/** A report has some dozens; whoever sends more wants to keep us busy, not to report. */
const MOST = 1000

/**
 * Words that everybody uses because they are prescribed: the guiding principles, the law's own
 * phrases, the sentences on basis, period and contact. They are taken out before comparison.
 */
const BOILERPLATE = [
  /(?:坚持)?以习近平[^，。；]{0,30}为指导/g,
  /(?:深入|全面|认真|切实|坚决)*(?:学习)?贯彻(?:落实)?(?:党的|党中央|国务院|习近平|省|市|中央)[^，。；]{0,60}/g,
  /按照(?:党中央|国务院|省|市|上级)[^，。；]{0,60}(?:部署|要求|安排)/g,
  /(?:坚持)?“?以?公开为常态、?，?不公开为例外”?(?:的?原则)?/g,
  /“?(?:谁(?:公开|主管|发布|制作|审查|负责|主办)[、，]?){2,4}”?(?:的?原则)?/g,
  /先审后发|三审三校|应公开尽公开|涉密不上网、?上网不涉密/g,
  /《?(?:中华人民共和国)?政府信息公开条例》?(?:（[^）]{0,40}）)?/g,
  /国办公开办函[〔［[（(]\d{4}[〕］\])）]\d{1,3}号/g,
]

/** The whole sentence is prescribed: what the report rests on, its period, whom to ask. */
const PRESCRIBED =
  /编制(?:本|而成|完成)|统计期限|数据(?:的)?(?:统计)?(?:期限|时间)|如(?:有|对)[^。]{0,30}(?:联系|咨询)/

/** The sentences of the sections that an agency has to write itself, each wording once. */
export function ownSentences(report: Report): readonly OwnSentence[] {
  const sentences = new Map<string, OwnSentence>()
  const own = new Set(
    report.format.sections.flatMap((section) =>
      section.kind === 'prose' && section.elements !== undefined ? [section.id] : [],
    ),
  )
  for (const { address, section } of passagesOf(report.format)) {
    const text = report.narrative[address]
    if (!text || !own.has(section)) continue
    for (const { 0: quote, index: start } of text.matchAll(SENTENCE)) {
      const bare = bareOf(quote)
      if (bare.length < SHORTEST || sentences.has(bare)) continue
      if (sentences.size === MOST) return [...sentences.values()]
      const at = { passage: address, start, end: start + quote.length }
      sentences.set(bare, { at, quote, bare })
    }
  }
  return [...sentences.values()]
}

const SENTENCE = new RegExp(
  `[^。；！？;!?\\s][^。；！？;!?\\n]{0,${LONGEST - 1}}[。；！？;!?]?`,
  'g',
)

function bareOf(sentence: string): string {
  if (PRESCRIBED.test(sentence)) return ''
  let text = sentence
  for (const phrase of BOILERPLATE) text = text.replace(phrase, '')
  return text.replace(/[^\p{L}]/gu, '')
}
