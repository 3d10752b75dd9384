import type { Measure } from '../formats/format.ts'
import { addressesOf, tableFigure } from '../narrative/table-figure.ts'
import type { Report } from '../reports/report.ts'
import type { Rule } from './rule.ts'

/** A dispute is about a request: there cannot be many without any. */
export const disputesWithoutRequests: Rule = {
  id: 'disputes-without-requests',
  stage: 'quality',
  aliases: ['XT-DISP', 'XT-RATE'],
  severity: 'warning',
  title: {
    zh: '有复议、诉讼而没有或很少有申请',
    en: 'Disputes without requests, or for half of them',
  },
  why: {
    zh: '表四的复议、诉讼因政府信息公开申请而起。本年和上年都没有申请却有争议，或者争议超过申请的一半，通常是计入了其他案件。',
    en: 'The disputes of table 4 arise from requests. Where neither year has any, or disputes exceed half of them, other cases have usually been counted.',
  },
  remedy: {
    zh: '核对案件清单，剔除与政府信息公开无关的复议、诉讼；确有其事的，说明情况。',
    en: 'Check the list of cases, take out those that are not about disclosure, or explain.',
  },
  basis: '国办公开办函〔2021〕30号 表三、表四；条例第五十一条',
  formula:
    'disputes > 0 ⇒ received + carriedIn > 0 in this or last year; disputes / (received + carriedIn) ≤ 0.5 where that is at least 10',
  messages: {
    default: {
      zh: '表四共有复议、诉讼{left}件，而本年和上年都没有申请',
      en: 'Disputes in table 4: {left}; requests this year and last: none',
    },
    many: {
      zh: '复议、诉讼{left}件，超过申请{right}件的一半',
      en: 'Disputes: {left}, more than half of the requests: {right}',
    },
    notAssessable: {
      zh: '申请、复议、诉讼的总计未填，或者没有上年的数字，无法核对',
      en: 'Totals of requests or disputes are not stated, or there are no figures of last year; it cannot be checked',
    },
  },
  passing: {
    report: { 'disputes.reconsideration.total': 1, 'applications.received.total': 4 },
    lastYear: {},
  },
  failing: { report: { 'disputes.reconsideration.total': 1 }, lastYear: {} },

  *check({ report, lastYear }) {
    const disputes = figure(report, DISPUTES)
    const requests = figure(report, REQUESTS)
    const at = addressesOf(report, [...DISPUTES, ...REQUESTS])
    if (disputes === 0) return
    if (disputes === undefined || requests === undefined) {
      yield { message: 'notAssessable', notAssessable: true, at }
      return
    }
    const sides = { at, left: disputes, right: requests }
    if (requests === 0) {
      const before = lastYear && figure(lastYear, REQUESTS)
      if (before === undefined) yield { message: 'notAssessable', notAssessable: true, ...sides }
      else if (before === 0) yield sides
    } else if (requests >= 10 && disputes / requests > 0.5) {
      yield { message: 'many', severity: 'info', ...sides }
    }
  },
}

const DISPUTES = ['reconsiderations', 'litigation'] as const
const REQUESTS = ['received', 'carriedIn'] as const

function figure(report: Report, measures: readonly Measure[]): number | undefined {
  const figure = tableFigure(report, measures)
  return 'value' in figure ? figure.value : undefined
}
