import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a stock of unknown origin, without last year’s report': {
      report: { 'proactive.normativeDocuments.inForce': 5 },
    },
    'a row of "/" where there is no such power': {
      report: {
        'proactive.regulations.issued': 'n/a',
        'proactive.regulations.repealed': 'n/a',
        'proactive.regulations.inForce': 'n/a',
      },
    },
    '2021 against 2020, whose form counted something else': {
      year: 2021,
      report: { 'proactive.normativeDocuments.inForce': 5 },
      lastYear: { 'proactive.normativeDocuments.totalPublic': 90 },
    },
  },
  invalid: {
    'a stock that does not follow from last year’s': {
      subject: {
        report: { 'proactive.normativeDocuments.inForce': 5 },
        lastYear: { 'proactive.normativeDocuments.inForce': 8 },
      },
      findings: [
        {
          severity: 'warning',
          left: 8,
          right: 5,
          message: '表二 行政规范性文件：上年现行有效件数＋本年制发件数＝8',
        },
      ],
    },
    'fewer in force than were issued and not repealed': {
      subject: {
        report: {
          'proactive.normativeDocuments.issued': 6,
          'proactive.normativeDocuments.repealed': 1,
          'proactive.normativeDocuments.inForce': 4,
        },
      },
      findings: [{ left: 6, right: 5, message: '没有可比的上年年报，上年数按0计' }],
    },
  },
}
