import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'clean text': {},
    'an address with xxgk in it': {
      report: { 'narrative.other': '栏目网址为www.example.org/xxgk/index.html。' },
    },
  },
  invalid: {
    'a bookmark': {
      subject: { report: { 'narrative.other': '[bookmark: _GoBack]本年度无其他事项。' } },
      findings: [
        {
          severity: 'warning',
          quote: '[bookmark: _GoBack]',
          at: [{ passage: 'narrative.other', start: 0, end: 19 }],
        },
      ],
    },
    'a placeholder once, with all its places': {
      subject: { report: { 'narrative.other': '××局与××办联合开展。' } },
      findings: [{ quote: '××', message: '共2处' }],
    },
    'a figure that was never typed': {
      subject: {
        report: { 'narrative.overview.proactive': '全年主动公开信息   条。另解读____次。' },
      },
      findings: [{ quote: '____' }, { quote: '全年主动公开信息   条。', message: '没有填写内容' }],
    },
    'bookmarks of a document in one finding': {
      subject: {
        oddities: [
          { kind: 'debris', at: 'applications', quote: '[bookmark: _GoBack]' },
          { kind: 'debris', at: 'applications.granted', quote: '[bookmark: _Hlk66973981]' },
          { kind: 'label', quote: '总⏎计' },
        ],
      },
      findings: [{ at: ['applications', 'applications.granted'], message: '共2处' }],
    },
    'what the reader noticed': {
      subject: { oddities: [{ kind: 'debris', quote: '_Hlk66973412' }] },
      findings: [{ quote: '_Hlk66973412', at: [] }],
    },
  },
}
