import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a sound report': {},
    'a comparison with the year before': {
      report: {
        'narrative.overview.proactive': '主动公开信息80条，较2023年增加12条，2023年为68条。',
      },
    },
    'what goes into the next year': {
      report: { 'narrative.overview.onRequest': '尚有1件结转2025年继续办理。' },
    },
    'publication in January': { filing: { published: '2025-01-20' } },
  },
  invalid: {
    'another year in the title': {
      subject: { report: { title: '临川市统计局2022年政府信息公开工作年度报告' } },
      findings: [{ severity: 'error', at: ['title'], left: 2022, right: 2024 }],
    },
    'a period that is not the year': {
      subject: { report: { 'period.from': '2024-02-01' } },
      findings: [{ at: ['period'], message: '2024-02-01至2024-12-31' }],
    },
    'that no period is stated': {
      subject: { report: { period: null } },
      findings: [{ notAssessable: true, at: ['period'] }],
    },
    'last year’s statistics and year end': {
      subject: {
        report: {
          'narrative.preamble':
            '按国办公开办函〔2021〕30号编制，统计期限自2023年1月1日起。截至2023年12月31日，各栏目已更新。',
        },
      },
      findings: [
        {
          severity: 'warning',
          quote: '按国办公开办函〔2021〕30号编制，统计期限自2023年1月1日起。',
          left: 2023,
          right: 2024,
        },
        { quote: '截至2023年12月31日' },
      ],
    },
    'a passage that opens with last year': {
      subject: { report: { 'narrative.overview.platform': '2023年，我局改版门户网站专栏。' } },
      findings: [
        { quote: '2023年', at: [{ passage: 'narrative.overview.platform', start: 0, end: 5 }] },
      ],
    },
    'cases carried into a year that is over': {
      subject: { report: { 'narrative.overview.onRequest': '另有2件转结2024年办结。' } },
      findings: [{ quote: '另有2件转结2024年办结。', message: '只能结转到2024年以后' }],
    },
    'a date that lost its year sign': {
      subject: { report: { 'narrative.other': '数据统计自20241月1日起。' } },
      findings: [{ quote: '20241月1日' }],
    },
    'publication before the year was over': {
      subject: { filing: { published: '2024-12-25' } },
      findings: [{ severity: 'error', at: ['published'] }],
    },
  },
}
