import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'an all-zero report': {},
    'an all-zero report on the form of 2019': { year: 2020 },
    'a row and a column that add up': {
      report: {
        'applications.received.business': 2,
        'applications.received.total': 2,
        'applications.granted.business': 2,
        'applications.granted.total': 2,
        'applications.handled.business': 2,
        'applications.handled.total': 2,
      },
    },
    'a sum with "/" among its parts, which adds nothing': {
      report: { 'applications.received.research': 'n/a' },
    },
  },
  invalid: {
    'a total one too high': {
      subject: { report: { 'disputes.reconsideration.total': 1 } },
      findings: [
        {
          severity: 'error',
          at: [
            'disputes.reconsideration.total',
            'disputes.reconsideration.upheld',
            'disputes.reconsideration.corrected',
            'disputes.reconsideration.other',
            'disputes.reconsideration.pending',
          ],
          left: 1,
          right: 0,
          difference: 1,
          message: '表四 行政复议：总计为1，结果维持＋结果纠正＋其他结果＋尚未审结＝0，差1',
        },
      ],
    },
    'a wrong result by its row and its column, and names it': {
      subject: { report: { 'applications.refused.otherLaw.naturalPerson': 3 } },
      findings: [
        {
          message: '表三 三（三）2.其他法律行政法规禁止公开：总计为0',
          suspects: [
            {
              at: 'applications.refused.otherLaw.naturalPerson',
              reported: 3,
              wouldBe: 0,
              repairs: 2,
              certainty: 'certain',
            },
          ],
        },
        { message: '表三 自然人列：三（七）为0，三（一）至三（六）各项＝3，差3' },
      ],
    },
    'a breach that no figure in place of the blank could repair': {
      subject: {
        report: {
          'disputes.litigation.direct.upheld': 2,
          'disputes.litigation.direct.pending': null,
          'disputes.litigation.direct.total': 1,
        },
      },
      findings: [{ severity: 'error', message: '空白按0计' }],
    },
    'that a total with a blank part cannot be checked': {
      subject: {
        report: {
          'disputes.reconsideration.upheld': null,
          'disputes.reconsideration.total': 4,
        },
      },
      findings: [
        {
          severity: 'info',
          notAssessable: true,
          at: ['disputes.reconsideration.upheld'],
          message: '表四有1个单元格未填',
        },
      ],
    },
    'the one-row 其他处理 of the form of 2019': {
      subject: {
        year: 2019,
        report: { 'applications.other.research': 1, 'applications.other.total': 1 },
      },
      findings: [{ message: '科研机构列' }, { message: '总计列' }],
    },
  },
}
