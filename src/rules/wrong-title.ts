import { contradicted } from './claims-of.ts'
import type { Defect, Rule, Subject } from './rule.ts'
import { titleOf } from './title-of.ts'

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
  const title = titleOf(report)
  if (title === '') {
    yield { message: 'absent', at: ['title'] }
    return
  }
  const agency = agencyIn(title)
  if (agency === undefined) {
    const quote = shown(title)
    yield { at: ['title'], quote, values: { quote } }
    return
  }
  if (filer === undefined) return
  const names = [filer.name, ...filer.aliases].map((name) => name.normalize('NFKC'))
  if (namesOf(agency).some((said) => names.some((name) => sameBody(said, name, names)))) return
  const quote = shown(agency)
  yield { message: 'agency', at: ['title'], quote, values: { quote, filer: filer.name } }
}

/** The name first as the form has it, the year first, or the year in brackets at the end. */
const PROPER = [
  /^(?:关于)?(.*?)(?:关于)?\d{4}年度?政府信息公开工作(?:的)?年度报告(?:\(.{0,20}\))?$/,
  /^(?:关于)?\d{4}年度?(.+?)政府信息公开工作年度报告$/,
  /^(?:关于)?(.+?)政府信息公开工作年度报告\(\d{4}年度?\)$/,
  /^(?:关于)?(.+?)政府信息公开工作\d{4}年度报告$/,
]

/** Whom a proper title names; undefined where it is not proper, or names nobody. */
function agencyIn(title: string): string | undefined {
  const bare = /^《([^《》]+)》$/.exec(title)?.[1] ?? title
  return PROPER.map((form) => form.exec(bare)?.[1]).find((name) => name)
}

/** Behind one door there may be two plates: 县人民政府(县人民政府办公室). The first is the filer. */
const namesOf = (agency: string): readonly string[] => [agency, agency.replace(/\([^()]+\)$/, '')]

/**
 * A name may be given with or without the regions above it (洪泽区… and 淮安市洪泽区…), but the
 * region said has to be the filer's: an alias 弥河镇 does not make 临朐县弥河镇 the one of 青州市.
 */
function sameBody(said: string, name: string, names: readonly string[]): boolean {
  const [a, b] = [plain(said), plain(name)]
  if (a === b || (a.length >= 3 && b.endsWith(a))) return true
  if (!a.endsWith(b)) return false
  const above = a.slice(0, a.length - b.length)
  const known = names.map(plain).filter((full) => full !== b && full.endsWith(b))
  const regions = known.map((full) => full.slice(0, full.length - b.length))
  const fits = (region: string) => region.endsWith(above) || above.endsWith(region)
  return regions.length === 0 ? name.length >= 4 : regions.some(fits)
}

/** 弥河镇人民政府 and 弥河镇, 青州市人民政府 and 青州市, 开发区管理委员会, 开发区管委会 and 开发区, 王府街道办事处 and 王府街道. */
const plain = (name: string): string =>
  name
    .replace(/人民政府(?=.+街道办事处$)/, '')
    .replace(/(?<=[镇乡县区市州省])人民政府$|(?<=街道)办事处$|(?<=区)(?:管理委员会|管委会)$/, '')

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
