import type { Changes } from '../../src/reports/changed.ts'
import type { Cases } from '../fixtures/cases.ts'

const north = (report: Changes) => ({ id: 'north', name: '城北镇', report })
const south = (report: Changes) => ({ id: 'south', name: '城南镇', report })

export const cases: Cases = {
  valid: {
    'a report that sums up no others': { report: { 'applications.received.total': 7 } },
    'the sum of its members': {
      report: { 'proactive.fees.amount': 3.3, 'applications.received.total': 5 },
      members: [
        north({ 'proactive.fees.amount': 1.1, 'applications.received.total': 5 }),
        south({ 'proactive.fees.amount': 2.2 }),
      ],
    },
    'a stock that two members may share': {
      report: { 'proactive.normativeDocuments.inForce': 8 },
      members: [
        north({ 'proactive.normativeDocuments.inForce': 6 }),
        south({ 'proactive.normativeDocuments.inForce': 4 }),
      ],
    },
    'a member for which a row does not apply': {
      report: { 'proactive.licensing.decisions': 4 },
      members: [
        north({ 'proactive.licensing.decisions': 'n/a' }),
        south({ 'proactive.licensing.decisions': 4 }),
      ],
    },
  },
  invalid: {
    'a member left out': {
      subject: {
        report: { 'applications.received.total': 2 },
        members: [
          north({ 'applications.received.total': 2 }),
          south({ 'applications.received.total': 1 }),
        ],
      },
      findings: [
        { severity: 'warning', left: 2, right: 3, difference: -1, message: '2个机关之和为3，差1' },
      ],
    },
    'less than a single member': {
      subject: {
        report: { 'proactive.normativeDocuments.inForce': 3 },
        members: [north({ 'proactive.normativeDocuments.inForce': 6 }), south({})],
      },
      findings: [{ severity: 'info', left: 3, right: 6, message: '城北镇一家即为6' }],
    },
    'that a member has not filed': {
      subject: { members: [north({}), { id: 'south', name: '城南镇' }] },
      findings: [{ notAssessable: true, at: ['members'], message: '1个机关没有年报（城南镇）' }],
    },
    'that a member left the cell blank': {
      subject: { members: [north({ 'disputes.reconsideration.total': null })] },
      findings: [{ notAssessable: true, at: ['disputes.reconsideration.total'] }],
    },
  },
}
