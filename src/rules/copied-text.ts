import { once } from '../formats/once.ts'
import { passagesOf } from '../formats/passages.ts'
import { type Likeness, likenessesOf } from '../reports/likeness.ts'
import type { Report } from '../reports/report.ts'
import { sentenceIndexOf } from '../reports/sentence-index.ts'
import type { Defect, Rule } from './rule.ts'

/** Last year's report, or a sister's, with the names changed; or words that fit anybody. */
export const copiedText: Rule = {
  id: 'copied-text',
  stage: 'quality',
  aliases: ['PL-SAMEYEAR', 'PL-SAMEPEER', 'PL-GENERIC'],
  severity: 'warning',
  title: { zh: '内容雷同或空泛', en: 'Copied, or fit for anybody' },
  why: {
    zh: '内容雷同、敷衍塞责的，按照条例第四十七条处理。法定表述、统一模板的文字不计入比对；其余八成以上与上年或其他机关相同的，视为雷同。',
    en: 'The order names copied and perfunctory content as a breach. Prescribed phrases and a county’s own template are left out of the comparison; of the rest, four fifths in common is a copy.',
  },
  remedy: {
    zh: '写本机关本年度的具体工作、数字和问题。',
    en: 'Say what this body did this year, with its figures and its problems.',
  },
  basis: '国办公开办函〔2021〕30号（四）明确责任；条例第四十七条',
  formula:
    'likeness of the sections in the agency’s own words, boilerplate removed, with last year’s and with each sister’s < 0.8 (0.9: strong); section one states figures of its own',
  messages: {
    default: {
      zh: '与上年年报雷同：{share}%的自写内容相同或相近（{count}句），如“{quote}”',
      en: 'Like last year’s report: {share}% of its own text ({count} sentences), such as “{quote}”',
    },
    sister: {
      zh: '与{author}的年报雷同：{share}%的自写内容相同或相近（{count}句），如“{quote}”',
      en: 'Like the report of {author}: {share}% of its own text ({count} sentences), such as “{quote}”',
    },
    noFigures: {
      zh: '“{section}”没有任何数字',
      en: '“{section}” states no figure at all',
    },
    vague: {
      zh: '“{quote}”不是本机关的情况',
      en: '“{quote}” speaks of others, not of this body',
    },
  },
  passing: {
    lastYear: {
      'narrative.overview.intro': '全年发布信息20条，重点公开年鉴与普查公报。',
      'narrative.overview.proactive': '通过门户网站发布月度数据36篇，解读文章4篇。',
      'narrative.overview.onRequest': '畅通当面、信函两种受理渠道，答复模板由法规科统一修订2次。',
      'narrative.overview.management': '对历年统计公报逐份清理，移除失效链接17条。',
    },
  },
  failing: { lastYear: {} },

  *check({ report, filer, lastYear, sisters }) {
    if (lastYear !== undefined) {
      const templates = sisters && { templates: sisters }
      const [found] = likenessesOf(report, indexOfOne(lastYear), templates)
      if (found !== undefined && found.share >= COPIED) yield copied(found, 'default')
    }
    if (sisters !== undefined) {
      const not = filer && { not: filer.id }
      const found = likenessesOf(report, sisters, not).filter(({ share }) => share >= COPIED)
      for (const likeness of found.slice(0, MOST_SISTERS)) yield copied(likeness, 'sister')
    }
    yield* generic(report, filer?.kind === 'government')
  },
}

const COPIED = 0.8
const MOST_SISTERS = 3
const MOST_PAIRS = 20

const indexOfOne = once((report: Report) =>
  sentenceIndexOf([{ id: 'lastYear', name: 'lastYear', report }]),
)

function copied({ author, share, pairs }: Likeness, message: string): Defect {
  const shown = pairs.slice(0, MOST_PAIRS)
  const quote = shown[0]?.quote.slice(0, 60) ?? ''
  return {
    message,
    at: shown.map(({ at }) => at),
    fact: author.id,
    quote,
    pairs: shown,
    values: { author: author.name, share: Math.round(share * 100), count: pairs.length, quote },
  }
}

const VAGUE = /各级政府部门|多数部门|大部分部门|部分地区|部分单位|个别单位|各级行政机关/

/** Section one without a figure of the agency's own, or about everybody (PL-GENERIC). */
function* generic({ format, narrative }: Report, government: boolean): Generator<Defect> {
  for (const section of format.sections) {
    if (section.kind !== 'prose' || section.parts === undefined) continue
    const passages = passagesOf(format).filter((passage) => passage.section === section.id)
    const texts = passages.map(({ address }) => [address, narrative[address] ?? ''] as const)
    const told = texts.some(([, text]) => text.trim() !== '')
    if (told && !texts.some(([, text]) => FIGURE.test(text))) {
      yield {
        message: 'noFigures',
        severity: 'info',
        at: [`narrative.${section.id}`],
        values: { section: section.heading },
      }
    }
    // A government's report is about its departments.
    for (const [passage, text] of government ? [] : texts) {
      const found = VAGUE.exec(text)
      if (found === null) continue
      const [quote] = found
      const at = [{ passage, start: found.index, end: found.index + quote.length }]
      yield { message: 'vague', severity: 'info', at, quote, values: { quote } }
    }
  }
}

/** A number with what is counted after it; a year is no figure. */
const FIGURE =
  /[\d０-９一二三四五六七八九十百千万两]\s?(?:余|多)?(?:万|亿)?(?:条|件|次|份|篇|个|人|场|期|宗|项|家|起|部|元|名|类|%|％)/
