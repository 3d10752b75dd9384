import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'none charged, and said so': {},
    'a fee by the page': { report: { 'narrative.other': '收取信息处理费380元。' } },
    'the form of 2019, which did not ask': {
      year: 2020,
      report: { 'narrative.other': '无其他需要报告的事项。' },
    },
    'charges of a bureau': { report: { 'proactive.fees.amount': 12.5 } },
    'none of any kind': { report: { 'narrative.other': '未向申请人收取任何费用。' } },
  },
  invalid: {
    'a sum that no steps of ten make': {
      subject: { report: { 'narrative.other': '本年度共收取信息处理费1元。' } },
      findings: [{ severity: 'info', left: 1, quote: '本年度共收取信息处理费1元。' }],
    },
    'a section six without a word on it': {
      subject: { report: { 'narrative.other': '无其他需要报告的事项。' } },
      findings: [{ severity: 'warning', at: ['narrative.other'] }],
    },
    'administrative charges of a township': {
      subject: { filer: { kind: 'township' }, report: { 'proactive.fees.amount': 2.02 } },
      findings: [{ severity: 'info', at: ['proactive.fees.amount'], left: 2.02 }],
    },
  },
}
