import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'one case all year': { report: { 'disputes.reconsideration.pending': 1 } },
    'a zero like that of its peers': {
      report: { 'disputes.reconsideration.pending': 1 },
      peers: { count: 30, medians: { 'proactive.licensing.decisions': 99 } },
    },
    'blanks, which are no zeros': { report: { 'applications.received.total': null } },
  },
  invalid: {
    'a year without any case': {
      subject: { report: { 'proactive.licensing.decisions': 12 } },
      findings: [{ severity: 'info', at: ['applications', 'disputes'] }],
    },
    'the same after a year with some': {
      subject: { lastYear: { 'applications.received.total': 4 } },
      findings: [{ severity: 'warning', message: '而上年不是' }],
    },
    'a zero where its peers have hundreds': {
      subject: {
        report: { 'disputes.reconsideration.pending': 1 },
        peers: { count: 30, medians: { 'proactive.penalties.decisions': 412 } },
      },
      findings: [
        {
          severity: 'info',
          at: ['proactive.penalties.decisions'],
          right: 412,
          message: '30个同类机关',
        },
      ],
    },
  },
}
