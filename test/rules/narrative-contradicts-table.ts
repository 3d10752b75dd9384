import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'no figure at all': {},
    'received alone': {
      report: {
        'narrative.overview.onRequest': '全年收到政府信息公开申请5件。',
        'applications.received.total': 5,
        'applications.carriedIn.total': 2,
      },
    },
    'received with what was carried in': {
      report: {
        'narrative.overview.onRequest': '全年受理政府信息公开申请7件。',
        'applications.received.total': 5,
        'applications.carriedIn.total': 2,
      },
    },
    'an approximate figure': {
      report: { 'narrative.overview.onRequest': '全年收到政府信息公开申请十余件。' },
    },
  },
  invalid: {
    'a number of applications that is neither': {
      subject: {
        report: {
          'narrative.overview.onRequest': '全年收到政府信息公开申请6件。',
          'applications.received.total': 5,
          'applications.carriedIn.total': 2,
        },
      },
      findings: [
        {
          severity: 'warning',
          quote: '全年收到政府信息公开申请6件。',
          left: 6,
        },
      ],
    },
    'none received where the table has some': {
      subject: {
        report: {
          'narrative.overview.onRequest': '2024年，本局未收到政府信息公开申请。',
          'applications.received.total': 5,
        },
      },
      findings: [{ left: 0, right: 5 }],
    },
    'a sum over a group of rows, called by the group': {
      subject: { report: { 'narrative.overview.onRequest': '全年不予公开3件。' } },
      findings: [{ message: '正文“全年不予公开3件。”为3，表三 三（三）不予公开各项／总计为0' }],
    },
    'that the cell is blank': {
      subject: {
        report: {
          'narrative.overview.onRequest': '全年收到政府信息公开申请6件。',
          'applications.received.total': null,
        },
      },
      findings: [{ notAssessable: true, severity: 'info' }],
    },
  },
}
