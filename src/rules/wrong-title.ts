import { contradicted } from './claims-of.ts'
import type { Defect, Rule, Subject } from './rule.ts'

/** {agency}{year}年政府信息公开工作年度报告 */
export const wrongTitle: Rule = {
  id: 'wrong-title',
  stage: 'syntactical',
  aliases: ['FM-TITLE', 'FM-AGENCY'],
  severity: 'warning',
  title: { zh: '标题不规范', en: 'The title is not in its proper form' },
  why: {
    zh: '标题写明是哪个机关、哪一年度的报告，公众和汇总单位据此检索。名称应与登记的机关名称（或其别称）一致。',
    en: 'The title says whose report of which year it is; the public and the supervising office search by it. The name is that of the filer as registered, or one of its aliases.',
  },
  remedy: {
    zh: '标题改为“机关名称＋年份＋年政府信息公开工作年度报告”。',
    en: 'Use the filer’s name, the year, and 年政府信息公开工作年度报告.',
  },
  basis: '条例第五十条；国办公开办函〔2021〕30号',
  formula: 'title = {agency}{year}年(度)政府信息公开工作年度报告, agency ∈ {name, aliases}',
  messages: {
    default: {
      zh: '标题“{quote}”不符合“机关名称＋年份＋年政府信息公开工作年度报告”',
      en: 'The title “{quote}” is not the filer’s name, the year, and 年政府信息公开工作年度报告',
    },
    absent: { zh: '没有标题', en: 'There is no title' },
    agency: {
      zh: '标题中的机关“{quote}”与填报机关“{filer}”不一致',
      en: 'The title names “{quote}”, the filer is “{filer}”',
    },
    inText: {
      zh: '“{quote}”说的不是填报机关“{filer}”',
      en: '“{quote}” does not speak of the filer, “{filer}”',
    },
  },
  passing: { report: { title: '临川市统计局2024年度政府信息公开工作年度报告' } },
  failing: { report: { title: '临川市统计局2024年政务公开工作总结' } },

  *check(subject) {
    yield* titleDefects(subject)
    if (subject.filer === undefined) return
    for (const { passage, start, end, quote } of contradicted(subject, 'agency')) {
      yield {
        message: 'inText',
        at: [{ passage, start, end }],
        quote,
        values: { quote: shown(quote), filer: subject.filer.name },
      }
    }
  },
}

function* titleDefects({ report, filer }: Subject): Generator<Defect> {
  const title = report.title?.normalize('NFKC').replace(/\s/g, '') ?? ''
  if (title === '') {
    yield { message: 'absent', at: ['title'] }
    return
  }
  const found = PROPER.exec(title)
  const agency = found?.[1]
  if (found === null || !agency) {
    const quote = shown(title)
    yield { at: ['title'], quote, values: { quote } }
    return
  }
  if (filer === undefined) return
  const names = [filer.name, ...filer.aliases].map((name) => name.normalize('NFKC'))
  if (names.some((name) => sameBody(name, agency))) return
  const quote = shown(agency)
  yield { message: 'agency', at: ['title'], quote, values: { quote, filer: filer.name } }
}

const PROPER = /^(?:关于)?(.*?)(?:关于)?\d{4}年度?政府信息公开工作年度报告(?:\(.{0,20}\))?$/

/** A name may be given with or without the regions above it: 洪泽区… and 淮安市洪泽区…. */
const sameBody = (a: string, b: string): boolean =>
  (a.length >= 4 && b.endsWith(a)) || (b.length >= 4 && a.endsWith(b)) || a === b

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
