import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a bureau that states none': {},
    'a bureau that writes "/"': { report: { 'proactive.regulations.inForce': 'n/a' } },
    'normative documents, which any body makes': {
      report: { 'proactive.normativeDocuments.inForce': 3 },
    },
    'a city that makes them': {
      filer: { kind: 'government', ruleMaking: true },
      report: { 'proactive.regulations.inForce': 6 },
    },
  },
  invalid: {
    'a township with 规章': {
      subject: {
        filer: { name: '松桥镇人民政府', kind: 'township' },
        report: { 'proactive.regulations.issued': 1, 'proactive.regulations.inForce': 2 },
      },
      findings: [
        {
          severity: 'error',
          at: ['proactive.regulations.issued', 'proactive.regulations.inForce'],
          message:
            '松桥镇人民政府没有规章制定权，但填报了规章／本年制发件数 1、规章／现行有效件数 2',
        },
      ],
    },
    'the same on the form of 2019': {
      subject: { year: 2020, report: { 'proactive.regulations.newlyMade': 1 } },
      findings: [{ at: ['proactive.regulations.newlyMade'] }],
    },
  },
}
