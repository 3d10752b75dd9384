import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'an all-zero report': {},
    'received and carried in, handled and carried out': {
      report: {
        'applications.received.naturalPerson': 5,
        'applications.carriedIn.naturalPerson': 2,
        'applications.handled.naturalPerson': 6,
        'applications.carriedOut.naturalPerson': 1,
      },
    },
  },
  invalid: {
    'a column that does not balance, by the numbers the form prints': {
      subject: {
        report: {
          'applications.received.naturalPerson': 12,
          'applications.handled.naturalPerson': 11,
        },
      },
      findings: [
        {
          severity: 'error',
          at: [
            'applications.received.naturalPerson',
            'applications.carriedIn.naturalPerson',
            'applications.handled.naturalPerson',
            'applications.carriedOut.naturalPerson',
          ],
          left: 12,
          right: 11,
          difference: 1,
          message: '表三 自然人列：一＋二＝12，三（七）＋四＝11，差1',
        },
      ],
    },
    'that a blank cannot be weighed': {
      subject: { report: { 'applications.carriedOut.business': null } },
      findings: [
        { notAssessable: true, severity: 'info', at: ['applications.carriedOut.business'] },
      ],
    },
  },
}
