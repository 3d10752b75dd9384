import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a report without one of last year': { report: { 'applications.carriedIn.research': 9 } },
    'the same figures across the change of form': {
      year: 2021,
      report: { 'applications.carriedIn.research': 9 },
      lastYear: { 'applications.carriedOut.research': 9 },
    },
  },
  invalid: {
    'one column that was not carried over': {
      subject: {
        report: { 'applications.carriedIn.research': 1 },
        lastYear: { 'applications.carriedOut.research': 4 },
      },
      findings: [
        {
          at: ['applications.carriedIn.research'],
          left: 4,
          right: 1,
          message: '表三 科研机构列：上年四＝4，本年二＝1，差3',
        },
      ],
    },
    'a difference across the change of form': {
      subject: {
        year: 2021,
        lastYear: { 'applications.carriedOut.total': 2 },
      },
      findings: [{ left: 2, right: 0 }],
    },
    'that last year did not state it': {
      subject: { lastYear: { 'applications.carriedOut.total': null } },
      findings: [{ notAssessable: true, message: '上年年报结转下年未填（1个单元格）' }],
    },
  },
}
