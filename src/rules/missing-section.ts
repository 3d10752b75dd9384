import { cellsOf } from '../formats/cells.ts'
import type { Section } from '../formats/format.ts'
import { passagesOf } from '../formats/passages.ts'
import type { Defect, Rule, Subject } from './rule.ts'

/** Six sections, three of them tables with figures, in the order of the form. */
export const missingSection: Rule = {
  id: 'missing-section',
  stage: 'syntactical',
  aliases: ['CP-SECT', 'CP-TABLE', 'FM-PARTS'],
  severity: 'error',
  title: { zh: '缺少规定的部分', en: 'A prescribed section is missing' },
  why: {
    zh: '年度报告由六个部分组成，内容不能遗漏。表格只有图片或附件、没有数字的，视为缺少该部分。',
    en: 'The report has six sections and none may be left out. A table given only as a picture or an attachment, without figures, counts as missing.',
  },
  remedy: {
    zh: '按格式的标题和顺序补齐该部分；没有发生的事项也要写明。',
    en: 'Add the section under its heading and in its place; say so where nothing occurred.',
  },
  basis: '条例第五十条；国办公开办函〔2021〕30号',
  formula: 'every section of the format is present, in order, and not empty',
  messages: {
    default: { zh: '“{section}”没有内容', en: 'Section “{section}” is empty' },
    table: {
      zh: '“{section}”没有任何数字',
      en: 'Table “{section}” states no figure at all',
    },
    order: {
      zh: '“{section}”的位置与格式规定的顺序不符',
      en: 'Section “{section}” does not stand where the form has it',
    },
    announced: {
      zh: '报告称共{announced}个部分，格式规定并实有的是{present}个部分',
      en: 'The report announces {announced} sections; the form has, and the report holds, {present}',
    },
  },
  passing: {},
  failing: { report: { 'narrative.problems': null } },

  *check(subject) {
    const { sections } = subject.report.format
    const absent = sections.filter((section) => !present(subject, section))
    for (const { kind, id, heading } of absent) {
      yield {
        ...(kind === 'table' ? { message: 'table', at: [id] } : { at: [`narrative.${id}`] }),
        values: { section: heading },
      }
    }
    yield* order(subject)
    yield* announced(subject, sections.length - absent.length)
  },
}

function present({ report }: Subject, { kind, id }: Section): boolean {
  return kind === 'table'
    ? cellsOf(report.format).some(
        (cell) => cell.table === id && (report.cells[cell.index] ?? null) !== null,
      )
    : passagesOf(report.format).some(
        ({ section, address }) => section === id && report.narrative[address]?.trim(),
      )
}

/** The first heading that stands after one that the form prints later. */
function* order({ report, headings = [] }: Subject): Generator<Defect> {
  const rank = new Map(report.format.sections.map(({ id }, place) => [id, place]))
  let last = -1
  let page: string | undefined
  for (const { section, text, sheet } of headings) {
    const place = rank.get(section)
    if (place === undefined) continue
    if (sheet !== page) last = -1
    page = sheet
    if (place < last) {
      yield { message: 'order', at: [section], quote: text, values: { section: text } }
      return
    }
    last = place
  }
}

const ANNOUNCED = /(?:等|共|包括|分为)([一二三四五六七八九十]|\d{1,2})个?(?:部分|方面内容)/

/** “…等六个部分” in what stands before section one (FM-PARTS). */
function* announced({ report }: Subject, count: number): Generator<Defect> {
  const passage = 'narrative.preamble'
  const found = ANNOUNCED.exec(report.narrative[passage] ?? '')
  if (found === null) return
  const [quote, numeral = ''] = found
  const said = /\d/.test(numeral) ? Number(numeral) : '一二三四五六七八九十'.indexOf(numeral) + 1
  if (said === count) return
  yield {
    message: 'announced',
    severity: 'info',
    at: [{ passage, start: found.index, end: found.index + quote.length }],
    quote,
    left: said,
    right: count,
    values: { announced: said, present: count },
  }
}
