import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'no dispute': { lastYear: {} },
    'a dispute about a request of last year': {
      report: { 'disputes.litigation.direct.total': 1 },
      lastYear: { 'applications.received.total': 3 },
    },
    'more disputes than half of very few requests': {
      report: { 'disputes.reconsideration.total': 6, 'applications.received.total': 9 },
    },
  },
  invalid: {
    'disputes where nobody asked for anything': {
      subject: { report: { 'disputes.litigation.direct.total': 2 }, lastYear: {} },
      findings: [{ severity: 'warning', left: 2, right: 0, message: '本年和上年都没有申请' }],
    },
    'that it cannot tell without last year': {
      subject: { report: { 'disputes.litigation.direct.total': 2 } },
      findings: [{ severity: 'info', notAssessable: true }],
    },
    'that a total is blank': {
      subject: {
        report: { 'applications.carriedIn.total': null, 'disputes.reconsideration.total': 1 },
      },
      findings: [{ notAssessable: true }],
    },
    'disputes for more than half of the requests': {
      subject: {
        report: { 'disputes.reconsideration.total': 31, 'applications.received.total': 39 },
      },
      findings: [{ severity: 'info', left: 31, right: 39 }],
    },
  },
}
