import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a table that is blank throughout, which is missing rather than gappy': {
      report: Object.fromEntries(
        ['reconsideration', 'litigation.direct', 'litigation.afterReconsideration'].flatMap((row) =>
          ['upheld', 'corrected', 'other', 'pending', 'total'].map((column) => [
            `disputes.${row}.${column}`,
            null,
          ]),
        ),
      ),
    },
    '"/" where a power may be lacking': {
      report: { 'proactive.coercion.decisions': 'n/a', 'proactive.regulations.inForce': 'n/a' },
    },
    'a change of items below zero': { year: 2020, report: { 'proactive.fees.itemsChange': -2 } },
  },
  invalid: {
    'blanks of a table in one finding': {
      subject: {
        report: {
          'applications.granted.research': null,
          'applications.granted.nonprofit': null,
          'applications.carriedOut.total': null,
        },
      },
      findings: [
        {
          severity: 'warning',
          at: [
            'applications.granted.research',
            'applications.granted.nonprofit',
            'applications.carriedOut.total',
          ],
          message: '表三有3个单元格空白：三（一）／科研机构、',
        },
      ],
    },
    '"/" for applications, which any body may receive': {
      subject: { report: { 'applications.received.business': 'n/a' } },
      findings: [{ at: ['applications.received.business'], message: '填“/”' }],
    },
    '"/" for 规章 at a body that makes them': {
      subject: { filer: { ruleMaking: true }, report: { 'proactive.regulations.issued': 'n/a' } },
      findings: [{ at: ['proactive.regulations.issued'] }],
    },
    'a count below zero': {
      subject: { report: { 'disputes.reconsideration.other': -1 } },
      findings: [{ severity: 'error', message: '不是不小于零的整数' }],
    },
    'what the reader could not take for a figure': {
      subject: { oddities: [{ kind: 'number', at: 'proactive.fees.amount', quote: '3千元' }] },
      findings: [{ at: ['proactive.fees.amount'], quote: '3千元' }],
    },
  },
}
