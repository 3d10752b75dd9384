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
    'filing and publication in January': {
      filing: { submitted: '2025-01-02', published: '2025-01-20' },
    },
    'a case brought over from the year before': {
      report: { 'narrative.overview.onRequest': '由2023年结转2024年办理的申请0件。' },
    },
    'a day in the year': {
      report: { 'narrative.other': '未收取信息处理费。公开指南于2024年6月3日修订。' },
    },
  },
  invalid: {
    'filed before the year was over': {
      subject: { filing: { due: '2025-01-31', submitted: '2024-12-31' } },
      findings: [
        { severity: 'warning', at: ['submitted'], message: '2024-12-31报送，2024年度未结束' },
      ],
    },
    'another year in the title, in Chinese': {
      subject: { report: { title: '临川市统计局二〇二三年政府信息公开工作年度报告' } },
      findings: [{ severity: 'error', left: 2023, right: 2024 }],
    },
    'carried out into the report year': {
      subject: { report: { 'narrative.other': '未收取信息处理费。结转2024年度继续办理0件。' } },
      findings: [{ severity: 'warning', message: '只能结转到2024年以后' }],
    },
    'a period in the text that stops short': {
      subject: {
        report: {
          'narrative.other': '未收取信息处理费。数据统计期限自2024年1月1日起至2024年11月30日止。',
        },
      },
      findings: [{ severity: 'warning', message: '统计期限应为2024年1月1日至12月31日' }],
    },
    'a date under the text before the year was over': {
      subject: { report: { 'narrative.other': '未收取信息处理费。\n临川市统计局 2024年12月25日' } },
      findings: [{ severity: 'warning', message: '公布日期2024年12月25日早于2024年度结束' }],
    },
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
