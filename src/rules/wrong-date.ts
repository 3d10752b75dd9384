import { occurrences } from '../reports/occurrences.ts'
import type { Span } from '../reports/place.ts'
import { contradicted } from './claims-of.ts'
import type { Defect, Rule, Subject } from './rule.ts'
import { titleOf } from './title-of.ts'

/** The report is about one calendar year, and says so everywhere. */
export const wrongDate: Rule = {
  id: 'wrong-date',
  stage: 'syntactical',
  aliases: ['FM-YEAR', 'FM-PUBD'],
  severity: 'error',
  title: { zh: '年份或日期有误', en: 'A year or date is wrong' },
  why: {
    zh: '年报统计上一自然年度的情况，标题、统计期限和正文的年份应一致；年度未结束，数字尚不完整，不能报送、公布年报；年内撤并的机关提前报送的，应当说明。年份不一致常见于沿用上年文本。',
    en: 'A report covers one calendar year; title, period and text have to agree on it, and it cannot be filed or published before that year is over; a body dissolved in the course of it says so. A stray year usually comes with last year’s text.',
  },
  remedy: {
    zh: '改为报告年度；沿用上年文本的，逐句核对数字。',
    en: 'Put the report year; where last year’s text was reused, check every figure of the sentence.',
  },
  basis: '条例第四十九条、第五十条',
  formula:
    'title year = y; period = 1 January to 31 December of y; filed and published after 31 December of y; no other year where y is meant',
  messages: {
    default: {
      zh: '标题的年份是{left}年，报告年度是{right}年',
      en: 'The title says {left}; the report is for {right}',
    },
    period: {
      zh: '统计期限为{from}至{to}，应为{year}年1月1日至12月31日',
      en: 'The period is {from} to {to}; it has to be 1 January to 31 December {year}',
    },
    noPeriod: {
      zh: '未写明统计期限，无法核对',
      en: 'The period is not stated; it cannot be checked',
    },
    text: {
      zh: '“{quote}”中的年份是{left}年，报告年度是{right}年',
      en: '“{quote}” speaks of {left}; the report is for {right}',
    },
    onward: {
      zh: '“{quote}”：{right}年度的申请只能结转到{right}年以后',
      en: '“{quote}”: what is carried out of {right} goes into a later year',
    },
    garbled: { zh: '“{quote}”不是完整的日期', en: '“{quote}” is no complete date' },
    partly: {
      zh: '“{quote}”：统计期限应为{year}年1月1日至12月31日',
      en: '“{quote}”: the period has to be 1 January to 31 December {year}',
    },
    unfinished: { zh: '{day}报送，{year}年度未结束', en: 'Filed on {day}, before {year} was over' },
    early: {
      zh: '公布日期{day}早于{year}年度结束',
      en: 'Published on {day}, before {year} was over',
    },
  },
  passing: {},
  failing: { report: { title: '临川市统计局2023年政府信息公开工作年度报告' } },

  *check(subject) {
    const { report, year, filing } = subject
    const said = yearIn(titleOf(report), year) ?? year
    if (said !== year) yield { at: ['title'], left: said, right: year }
    yield* period(subject)
    const told = contradicted(subject, 'year')
    for (const { passage, start, end, quote, left, right } of told) {
      const onward = right !== undefined && right > year
      yield {
        message: onward ? 'onward' : 'text',
        severity: 'warning',
        at: [{ passage, start, end }],
        quote,
        ...(left !== undefined && { left }),
        right: year,
        values: { quote },
      }
    }
    for (const [passage, text] of Object.entries(report.narrative)) {
      for (const defect of text === null ? [] : inText(passage, text, year)) {
        const [place] = defect.at
        if (!told.some((claim) => typeof place === 'object' && holds(claim, place))) yield defect
      }
    }
    for (const at of ['submitted', 'published'] as const) {
      const day = filing?.[at]
      if (day === undefined || day > `${year}-12-31`) continue
      const how = at === 'submitted' ? UNFINISHED : { message: 'early' }
      yield { ...how, at: [at], fact: day, values: { day, year } }
    }
  },
}

/** Not graver: a body that is dissolved in the course of the year can only report by then. */
const UNFINISHED = { message: 'unfinished', severity: 'warning' } as const

/** 20204年 is a slip of the year; 单位12024年 is the title of 单位1 for 2024. */
function yearIn(title: string, year: number): number | undefined {
  const digits = /(\d{4,})年/.exec(title)?.[1]
  if (digits === undefined || digits.endsWith(String(year))) return undefined
  return Number(digits.startsWith('20') ? digits : digits.slice(-4))
}

function* period({ report: { period }, year }: Subject): Generator<Defect> {
  if (period === null) {
    yield { message: 'noPeriod', notAssessable: true, at: ['period'] }
    return
  }
  const { from, to } = period
  if (from === `${year}-01-01` && to === `${year}-12-31`) return
  yield { message: 'period', at: ['period'], fact: `${from}/${to}`, values: { from, to, year } }
}

/**
 * Where a sentence can only mean the report year, besides what the claims know: the end of the
 * year that figures are counted to, and the year that opens a passage.
 */
const MEANT = [
  /(?:截至|截止|截止到|截至到)(\d{4})年(?:12月31日|年?底|12月底)/g,
  /^\s*(\d{4})年(?=[，,、]|度|以来|，?[^与至比较\d]{0,12}(?:坚持|认真|深入|持续|严格|按照))/g,
] as const

/** 20201月1日, 202311日: a date that lost its year sign or its month. */
const GARBLED = /(?<!\d)(?:20\d{2}\d{1,2}月\d{1,2}日|20\d{2}\d{2,4}日)/g

/** 结转2023年度继续办理 in the report for 2024; what came from the year before is another thing. */
const CARRIED = /(?:结转|转结)(?:至|到|入)?(\d{4})年度?(?:继续)?(?:办理|办结)/g
const BROUGHT = /上年|上一年|去年|\d{4}年/
const CLAUSE = /[^。；，,;\n]+/g

/** What is carried into the report year or one before it, in a clause that has named none so far. */
function* carriedBack(text: string, year: number): Generator<Found> {
  if (text.search(CARRIED) === -1) return
  for (const { 0: clause, index: start } of text.matchAll(CLAUSE)) {
    const brought = BROUGHT.exec(clause)
    const named = brought === null ? clause.length : brought.index + brought[0].length
    for (const { 0: quote, 1: said, index } of clause.matchAll(CARRIED)) {
      if (Number(said) <= year && index < named) yield { 0: quote, 1: said, index: start + index }
    }
  }
}

/** 统计期限自2024年1月1日起至2024年11月30日止 */
const PERIOD =
  /统计(?:期限|时间|期)[^。\d\n]{0,8}(\d{4})年(\d{1,2})月(\d{1,2})日[^。\d\n]{0,5}[至到—-][^。\d\n]{0,2}(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g

/** 本报告于…公布, and the date under the agency's name that ends the last line. */
const ISSUED =
  /本(?:年度)?报告(?:已)?于(\d{4})年\d{1,2}月\d{1,2}日(?:公布|发布|公开)|(?<=[。\n]\s*(?:[^，。；：、\d\n]{1,30}[局府委室处会院心站]\s*)?)(\d{4})年\d{1,2}月\d{1,2}日\s*$/g

function* inText(passage: string, text: string, year: number): Generator<Defect> {
  if (!/\d/.test(text)) return
  for (const found of MEANT.flatMap((pattern) => occurrences(pattern, text))) {
    const said = Number(found[1])
    if (said === year) continue
    yield {
      message: 'text',
      severity: 'warning',
      ...quoted(passage, found),
      left: said,
      right: year,
    }
  }
  for (const found of carriedBack(text, year)) {
    const told = { message: 'onward', severity: 'warning', left: Number(found[1]) } as const
    yield { ...told, right: year, ...quoted(passage, found) }
  }
  if (!text.includes('日')) return
  for (const found of occurrences(PERIOD, text)) {
    const [, from, month, day, to = from, lastMonth, lastDay] = found.map(Number)
    if (from !== year || (Number.isFinite(to) && to !== year)) continue
    if (month === 1 && day === 1 && lastMonth === 12 && lastDay === 31) continue
    const { at, quote } = quoted(passage, found)
    yield { message: 'partly', severity: 'warning', at, quote, values: { quote, year } }
  }
  for (const found of occurrences(ISSUED, text)) {
    if (Number(found[1] ?? found[2]) !== year) continue
    const { at, quote } = quoted(passage, found)
    const day = /\d{4}年\d{1,2}月\d{1,2}日/.exec(quote)?.[0] ?? quote
    const told = { message: 'early', severity: 'warning', fact: day } as const
    yield { ...told, at, quote, values: { day, year } }
  }
  for (const found of occurrences(GARBLED, text)) {
    yield { message: 'garbled', severity: 'warning', ...quoted(passage, found) }
  }
}

const holds = (outer: Span, { passage, start, end }: Span): boolean =>
  outer.passage === passage && outer.start <= start && end <= outer.end

/** Words of a passage, the year among them, and where they stand. */
type Found = Pick<RegExpExecArray, 0 | 'index'> & { readonly 1?: string | undefined }

function quoted(passage: string, { 0: quote, index }: Found) {
  const at = [{ passage, start: index, end: index + quote.length }]
  return { at, quote, values: { quote } }
}
