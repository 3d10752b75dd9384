import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a report without one of last year': { report: { 'proactive.licensing.decisions': 9000 } },
    'small counts, which go up and down': {
      report: { 'applications.received.total': 1, 'applications.granted.total': 40 },
      lastYear: { 'applications.received.total': 49 },
    },
    'four times as many': {
      report: { 'proactive.licensing.decisions': 2200 },
      lastYear: { 'proactive.licensing.decisions': 550 },
    },
    'what the two forms count differently': {
      year: 2021,
      report: { 'proactive.licensing.decisions': 9000 },
      lastYear: { 'proactive.licensing.decisions': 50 },
    },
    'an applicant of a row that has a total': {
      report: { 'applications.received.business': 90 },
      lastYear: {},
    },
  },
  invalid: {
    'seventeen times as many': {
      subject: {
        report: { 'proactive.licensing.decisions': 9487 },
        lastYear: { 'proactive.licensing.decisions': 550 },
      },
      findings: [
        {
          severity: 'warning',
          at: ['proactive.licensing.decisions'],
          left: 550,
          right: 9487,
          difference: -8937,
          message: '为上年的1725%',
        },
      ],
    },
    'hundreds down to none': {
      subject: { lastYear: { 'proactive.penalties.decisions': 312 } },
      findings: [{ left: 312, right: 0, message: '降为零' }],
    },
    'that a large figure of last year has nothing beside it': {
      subject: {
        report: { 'proactive.penalties.decisions': null },
        lastYear: { 'proactive.penalties.decisions': 312 },
      },
      findings: [{ notAssessable: true, at: ['proactive.penalties.decisions'] }],
    },
    'money in 万元': {
      subject: {
        report: { 'proactive.fees.amount': 7730.28 },
        lastYear: { 'proactive.fees.amount': 77.3028 },
      },
      findings: [{ left: 77.3028, right: 7730.28 }],
    },
    'requests across the change of form, which count the same': {
      subject: {
        year: 2021,
        report: { 'applications.received.total': 600 },
        lastYear: { 'applications.received.total': 30 },
      },
      findings: [{ at: ['applications.received.total'] }],
    },
  },
}
