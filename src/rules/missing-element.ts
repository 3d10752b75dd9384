import type { Prose } from '../formats/format.ts'
import { passagesOf } from '../formats/passages.ts'
import type { Report } from '../reports/report.ts'
import type { Defect, Rule, Subject } from './rule.ts'

/** What a section has to speak of, found by its words and not by its numbering. */
export const missingElement: Rule = {
  id: 'missing-element',
  stage: 'syntactical',
  aliases: ['CP-FIVE', 'CP-PROB', 'CP-GOV', 'XY-PROB'],
  severity: 'warning',
  title: { zh: '缺少规定的要素', en: 'A section leaves out what it has to say' },
  why: {
    zh: '总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；政府的报告还应有工作考核、社会评议和责任追究结果；存在的主要问题及改进情况两方面都要写。',
    en: 'Section one covers five matters; a government’s also assessment, public review and accountability; section five states both the problems and what is done about them.',
  },
  remedy: {
    zh: '补写所缺的要素，写明具体做法和数字。',
    en: 'Add what is missing, with what was done and how much.',
  },
  basis: '条例第五十条；国办公开办函〔2021〕30号',
  formula:
    'every part and element of a section is found by one of its words; section five ≥ 30 characters and takes up a problem that last year’s named',
  messages: {
    default: {
      zh: '“{section}”没有写到“{element}”',
      en: 'Section “{section}” does not speak of “{element}”',
    },
    short: {
      zh: '“{section}”只有{length}个字，未能写明情况',
      en: 'Section “{section}” has only {length} characters',
    },
    dropped: {
      zh: '“{section}”没有说明上年所列问题的改进情况，如“{quote}”',
      en: 'Section “{section}” does not say what became of last year’s problems, such as “{quote}”',
    },
  },
  passing: {},
  failing: { report: { 'narrative.problems': '无。' } },

  *check(subject) {
    for (const section of subject.report.format.sections) {
      if (section.kind !== 'prose') continue
      yield* missingFrom(subject, section)
      if (section.followsUp) yield* droppedFrom(subject, section)
    }
  },
}

function* missingFrom({ report, filer }: Subject, section: Prose): Generator<Defect> {
  const { id, heading, parts = [], elements = [], least = 0 } = section
  const text = textOf(report, id)
  // An empty section is missing as a whole, and missing-section says so.
  if (text.trim() === '') return
  const length = least === 0 ? text.length : text.replace(/\s/g, '').length
  if (length < least) {
    yield {
      message: 'short',
      at: [`narrative.${id}`],
      left: length,
      right: least,
      values: { section: heading, length },
    }
    return
  }
  for (const part of parts) {
    const at = `narrative.${id}.${part.id}`
    if (report.narrative[at]?.trim() || part.words.some((word) => text.includes(word))) continue
    yield { at: [at], values: { section: heading, element: part.label } }
  }
  for (const { id: element, label, words, of } of elements) {
    if (of !== undefined && filer?.kind !== of) continue
    if (words.some((word) => text.includes(word))) continue
    yield { at: [`narrative.${id}`], fact: element, values: { section: heading, element: label } }
  }
}

const textOf = ({ format, narrative }: Report, section: string): string =>
  passagesOf(format)
    .filter((passage) => passage.section === section)
    .map(({ address }) => narrative[address] ?? '')
    .join('\n')

/** 针对上年存在的…问题: says of itself that it follows up. */
const TAKEN_UP = /(?:上年|去年|上一?年度?|前期|原有|20\d{2}年)[^。]{0,40}(?:问题|不足|短板|薄弱)/
/** From here on a section speaks of what will be done, and names no more problems. */
const REMEDIES = /改进情况|改进措施|整改|下一?步/
/** A problem is taken up where so much of its wording comes back. */
const TAKEN = 0.4

/** None of the problems that last year's report named is mentioned again (条例 50(4)). */
function* droppedFrom({ report, lastYear }: Subject, { id, heading }: Prose): Generator<Defect> {
  const before = lastYear && textOf(lastYear, id)
  const now = textOf(report, id)
  if (!before || now.trim() === '' || TAKEN_UP.test(now)) return
  const problems = (before.split(REMEDIES, 1)[0] ?? '')
    .split(/[。；;\n]/)
    .map((problem) => problem.replace(/^.*?(?:[一二三四五六]是|[：:])/, '').trim())
    .filter((problem) => problem.length >= 6)
  const [quote] = problems
  const pairs = pairsOf(now)
  if (quote === undefined || problems.some((problem) => sharedWith(pairs, problem) >= TAKEN)) return
  yield {
    message: 'dropped',
    at: [`narrative.${id}`],
    fact: quote,
    values: { section: heading, quote },
  }
}

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

function sharedWith(pairs: ReadonlySet<string>, problem: string): number {
  const own = [...pairsOf(problem)]
  return own.filter((pair) => pairs.has(pair)).length / own.length
}
