import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'the form of 2021 for 2024': {},
    'the form of 2019 for 2020': { year: 2020 },
    'its order in other brackets': {
      report: {
        'narrative.preamble': '依据政府信息公开条例和国办公开办函[2021]30号文件要求编制。',
      },
    },
    'both orders cited, the older as replaced': {
      report: {
        'narrative.preamble': '按国办公开办函〔2021〕30号编制，国办公开办函〔2019〕60号不再执行。',
      },
    },
  },
  invalid: {
    'a report of 2020 on the form of 2021': {
      subject: {
        year: 2020,
        format: '2021',
        report: { 'narrative.preamble': '按国办公开办函〔2019〕60号编制。' },
      },
      findings: [
        {
          severity: 'error',
          at: ['format'],
          message: '2020年度应使用国办公开办函〔2019〕60号格式',
        },
      ],
    },
    'a year before any of the forms': {
      subject: { year: 2015, format: '2019' },
      findings: [{ severity: 'error', at: ['format'], message: '2015年度没有可用的法定格式' }],
    },
    'one table on the older form': {
      subject: { formatByTable: { proactive: '2021', applications: '2019', disputes: '2021' } },
      findings: [{ at: ['applications'], message: '表三使用的是国办公开办函〔2019〕60号格式' }],
    },
    'a group of rows of the older form, noticed by the reader': {
      subject: {
        oddities: [{ kind: 'format', at: 'applications.other', quote: '（六）其他处理' }],
      },
      findings: [{ at: ['applications.other'], quote: '（六）其他处理' }],
    },
    'the older order cited as the basis': {
      subject: { report: { 'narrative.preamble': '按照国办公开办函〔2019〕60号的要求编制。' } },
      findings: [
        {
          severity: 'warning',
          quote: '〔2019〕60号',
          at: [{ passage: 'narrative.preamble', start: 8, end: 17 }],
        },
      ],
    },
    'no order cited at all': {
      subject: { report: { 'narrative.preamble': '现公布本年度报告。' } },
      findings: [{ severity: 'info', at: ['narrative'] }],
    },
  },
}
