import { tablesOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { formatDueFor, formatOf, formats } from '../formats/index.ts'
import type { Defect, Rule, Subject } from './rule.ts'
import { tableText } from './table-text.ts'

/** The year prescribes the form, for the whole report and for each of its tables. */
export const wrongFormat: Rule = {
  id: 'wrong-format',
  stage: 'syntactical',
  aliases: ['FM-FORMAT', 'FM-BASIS'],
  severity: 'error',
  title: { zh: '未使用该年度的法定格式', en: 'Not on the form prescribed for the year' },
  why: {
    zh: '2019、2020年度使用国办公开办函〔2019〕60号格式，2021年度起使用〔2021〕30号格式。两种表格的栏目含义不同，用错格式的数字不能汇总。',
    en: 'Reports for 2019 and 2020 use the form of order 〔2019〕60号, those from 2021 the form of 〔2021〕30号. Their columns mean different things, so figures on the wrong form cannot be added up.',
  },
  remedy: {
    zh: '改用该年度的法定格式重新填报。',
    en: 'State the figures again on the form prescribed for the year.',
  },
  basis: '国办公开办函〔2021〕30号；国办公开办函〔2019〕60号',
  formula: 'format of the report and of each table = format due for the year; cites its order',
  messages: {
    noForm: {
      zh: '{year}年度没有可用的法定格式（2019年度起有统一格式）',
      en: 'No form is prescribed for {year}; there is one from 2019 on',
    },
    default: {
      zh: '{year}年度应使用{due}格式，本报告使用的是{used}格式',
      en: 'The form for {year} is that of {due}; the report is on that of {used}',
    },
    table: {
      zh: '{table}使用的是{used}格式，{year}年度应使用{due}格式',
      en: '{table} is printed on the form of {used}; the form for {year} is that of {due}',
    },
    rows: {
      zh: '“{quote}”不是{due}格式的栏目',
      en: '“{quote}” is no row or column of the form of {due}',
    },
    otherOrder: {
      zh: '编制依据引用了{used}，{year}年度的依据是{due}',
      en: 'The report says it follows {used}; the order for {year} is {due}',
    },
    noOrder: {
      zh: '未写明编制依据《政府信息公开条例》和{due}',
      en: 'The report does not cite the regulation and {due} as its basis',
    },
  },
  passing: {},
  failing: { year: 2022, format: '2019' },

  *check(subject) {
    const { report, year, formatByTable = {}, oddities = [] } = subject
    const due = formatDueFor(year)
    if (due === undefined) {
      yield { message: 'noForm', at: ['format'], fact: `${year}`, values: { year } }
      return
    }
    const values = { year, due: due.order }
    if (report.format.version !== due.version) {
      yield {
        at: ['format'],
        fact: report.format.version,
        values: { ...values, used: report.format.order },
      }
    }
    for (const { id } of tablesOf(due)) {
      const version = formatByTable[id]
      if (version === undefined || version === due.version) continue
      if (version === report.format.version && report.format.version !== due.version) continue
      const used = formatOf(version)?.order ?? version
      yield {
        message: 'table',
        at: [id],
        fact: version,
        values: { ...values, used, table: tableText(due, id) },
      }
    }
    for (const { kind, at, quote } of oddities) {
      // A whole table in another form is known by its headers already.
      if (kind !== 'format' || (typeof at === 'string' && formatByTable[at] !== undefined)) continue
      yield {
        message: 'rows',
        at: at === undefined ? [] : [at],
        quote,
        values: { ...values, quote },
      }
    }
    yield* citations(subject, due)
  },
}

/** Which order the report itself says that it follows (FM-BASIS). */
function* citations({ report, year }: Subject, due: Format): Generator<Defect> {
  const passages = Object.entries(report.narrative).filter(([, text]) => text)
  const patternOf = orders.get(due)
  if (passages.length === 0 || patternOf === undefined) return
  if (passages.some(([, text]) => patternOf.test(text ?? ''))) return
  for (const [{ order }, pattern] of orders) {
    for (const [passage, text] of passages) {
      const found = pattern.exec(text ?? '')
      if (found === null) continue
      const [quote] = found
      yield {
        message: 'otherOrder',
        severity: 'warning',
        at: [{ passage, start: found.index, end: found.index + quote.length }],
        quote,
        values: { year, due: due.order, used: order },
      }
      return
    }
  }
  yield { message: 'noOrder', severity: 'info', at: ['narrative'], values: { due: due.order } }
}

/** 〔2021〕30号 in whatever brackets and spaces it was typed. */
const orders: ReadonlyMap<Format, RegExp> = new Map(
  formats.map((format) => {
    const [, year, number] = /(\d{4})\D(\d+)号/.exec(format.order) ?? []
    return [format, new RegExp(`[〔［\\[（(【]\\s?${year}\\s?[〕］\\]）)】]\\s?${number}\\s?号`)]
  }),
)
