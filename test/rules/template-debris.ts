import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'clean text': {},
    'an address with xxgk in it': {
      report: { 'narrative.other': '栏目网址为www.example.org/xxgk/index.html。' },
    },
    'a search box on the page': {
      report: { 'narrative.other': '群众点击输入关键词即可检索，“点击率”较高的栏目12个。' },
    },
    'what the public is asked to fill in': {
      report: {
        'narrative.other':
          '申请公开的，请填写《政府信息公开申请表》。办结率100%，比上年（略有下降）好。',
      },
    },
  },
  invalid: {
    ...Object.fromEntries(
      [
        'TODO',
        '【模板】',
        '（填写单位名称）',
        '<单位名称>',
        '[待补充]',
        '（此处省略）',
        'lorem ipsum',
        'ＸＸ',
        '20XX年',
        '{{count}}',
        '%s',
      ].map((quote) => [
        `${quote} of a template`,
        {
          subject: { report: { 'narrative.other': `无其他事项，${quote}，未收取信息处理费。` } },
          findings: [{ severity: 'warning' as const, quote }],
        },
      ]),
    ),
    'a prompt that was not answered': {
      subject: { report: { 'narrative.other': '请填写本单位情况。未收取信息处理费。' } },
      findings: [{ quote: '请填写本单位情况' }],
    },
    'a cross reference that broke': {
      subject: { report: { 'narrative.other': '错误!未定义书签。无其他事项。' } },
      findings: [{ severity: 'warning', quote: '错误!未定义书签' }],
    },
    'a field of a form letter': {
      subject: { report: { 'narrative.other': '«单位»无其他事项。' } },
      findings: [{ quote: '«单位»' }],
    },
    'a formula that broke': {
      subject: { report: { 'narrative.other': '公开信息#REF!条。' } },
      findings: [{ quote: '#REF!' }],
    },
    'a nameless bureau': {
      subject: { report: { 'narrative.other': '某某局无其他事项。' } },
      findings: [{ quote: '某某' }],
    },
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
