import type { Prose } from '../formats/format.ts'
import { passagesOf } from '../formats/passages.ts'
import type { Defect, Rule, Subject } from './rule.ts'

/** What a section has to speak of, found by its words and not by its numbering. */
export const missingElement: Rule = {
  id: 'missing-element',
  stage: 'syntactical',
  aliases: ['CP-FIVE', 'CP-PROB', 'CP-GOV'],
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
    'every part and element of a section is found by one of its words; section five ≥ 30 characters',
  messages: {
    default: {
      zh: '“{section}”没有写到“{element}”',
      en: 'Section “{section}” does not speak of “{element}”',
    },
    short: {
      zh: '“{section}”只有{length}个字，未能写明情况',
      en: 'Section “{section}” has only {length} characters',
    },
  },
  passing: {},
  failing: { report: { 'narrative.problems': '无。' } },

  *check(subject) {
    for (const section of subject.report.format.sections) {
      if (section.kind === 'prose') yield* missingFrom(subject, section)
    }
  },
}

function* missingFrom({ report, filer }: Subject, section: Prose): Generator<Defect> {
  const { id, heading, parts = [], elements = [], least = 0 } = section
  const passages = passagesOf(report.format).filter((passage) => passage.section === id)
  const text = passages.map(({ address }) => report.narrative[address] ?? '').join('')
  const length = text.replace(/\s/g, '').length
  // An empty section is missing as a whole, and missing-section says so.
  if (length === 0) return
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
