import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'all six sections': {},
    'headings in their order': {
      headings: ['overview', 'proactive', 'applications', 'disputes', 'problems', 'other'].map(
        (section) => ({ section, text: section }),
      ),
    },
    'sheets of a workbook in an order of their own': {
      headings: [
        { section: 'overview', text: '一、总体情况', sheet: '正文' },
        { section: 'problems', text: '五、存在的主要问题及改进情况', sheet: '正文' },
        { section: 'proactive', text: '二、主动公开政府信息情况', sheet: '表二' },
      ],
    },
    'the number of sections it announces': {
      report: {
        'narrative.preamble': '按国办公开办函〔2021〕30号编制，由总体情况等六个部分组成。',
      },
    },
  },
  invalid: {
    'a section without a word': {
      subject: { report: { 'narrative.other': ' \n' } },
      findings: [{ severity: 'error', at: ['narrative.other'] }],
    },
    'a table without a figure': {
      subject: {
        report: Object.fromEntries(
          ['reconsideration', 'litigation.direct', 'litigation.afterReconsideration'].flatMap(
            (row) =>
              ['upheld', 'corrected', 'other', 'pending', 'total'].map((column) => [
                `disputes.${row}.${column}`,
                null,
              ]),
          ),
        ),
      },
      findings: [{ at: ['disputes'], message: '没有任何数字' }],
    },
    'a section out of its place': {
      subject: {
        headings: [
          { section: 'overview', text: '一、总体情况' },
          { section: 'problems', text: '二、存在的主要问题及改进情况' },
          { section: 'disputes', text: '三、政府信息公开行政复议、行政诉讼情况' },
        ],
      },
      findings: [{ at: ['disputes'], quote: '三、政府信息公开行政复议、行政诉讼情况' }],
    },
    'more sections announced than there are': {
      subject: {
        report: { 'narrative.preamble': '按国办公开办函〔2021〕30号编制，共七个部分。' },
      },
      findings: [{ severity: 'info', quote: '共七个部分', left: 7, right: 6 }],
    },
  },
}
