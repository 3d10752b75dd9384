import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'the last day': {
      filing: { due: '2025-01-31', submitted: '2025-01-31', published: '2025-01-31' },
    },
    'no day set': { filing: { submitted: '2025-06-01' } },
    'not yet filed': { filing: { due: '2025-01-31' } },
  },
  invalid: {
    'a day late': {
      subject: { filing: { due: '2025-01-31', submitted: '2025-02-01' } },
      findings: [
        { severity: 'warning', at: ['submitted'], message: '2025-02-01报送，期限为2025-01-31' },
      ],
    },
    'filed in time, published late': {
      subject: { filing: { due: '2025-03-31', submitted: '2025-03-01', published: '2025-04-02' } },
      findings: [{ at: ['published'] }],
    },
  },
}
