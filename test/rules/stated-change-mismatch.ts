import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a change that fits': {
      report: {
        'narrative.overview.onRequest': '收到政府信息公开申请15件，同比增长50%。',
        'applications.received.total': 15,
      },
      lastYear: { 'applications.received.total': 10 },
    },
    'a change that cannot be checked without last year': {
      report: {
        'narrative.overview.onRequest': '收到政府信息公开申请15件，同比增长80%。',
        'applications.received.total': 15,
      },
    },
  },
  invalid: {
    'a percentage that the two years do not make': {
      subject: {
        report: {
          'narrative.overview.onRequest': '收到政府信息公开申请15件，同比增长33.3%。',
          'applications.received.total': 15,
        },
        lastYear: { 'applications.received.total': 10 },
      },
      findings: [{ severity: 'warning', left: 33.3, right: 50, message: '33.3%' }],
    },
  },
}
