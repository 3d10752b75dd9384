import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a report without one of last year': { report: { 'applications.carriedIn.research': 9 } },
    'a blank without a report of last year': {
      report: { 'applications.carriedIn.research': null },
    },
    'the figures of two agencies that were merged': {
      report: { 'applications.carriedIn.research': 5 },
      lastYear: { 'applications.carriedOut.research': 2 },
      predecessors: [{ 'applications.carriedOut.research': 3 }],
    },
    'what two heirs of a divided agency took over': {
      report: { 'applications.carriedIn.research': 4 },
      predecessors: [{ 'applications.carriedOut.research': 6 }],
      heirs: [{ 'applications.carriedIn.research': 2 }],
    },
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
    'what neither heir of a divided agency took over': {
      subject: {
        report: { 'applications.carriedIn.research': 4 },
        predecessors: [{ 'applications.carriedOut.research': 6 }],
        heirs: [{ 'applications.carriedIn.research': 1 }],
      },
      findings: [{ left: 6, right: 5 }],
    },
    'what a merged agency left behind': {
      subject: {
        report: { 'applications.carriedIn.research': 2 },
        lastYear: { 'applications.carriedOut.research': 2 },
        predecessors: [{ 'applications.carriedOut.research': 3 }],
      },
      findings: [{ left: 5, right: 2 }],
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
