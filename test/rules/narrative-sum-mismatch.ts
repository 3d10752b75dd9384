import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'parts that add up': {
      report: { 'narrative.overview.proactive': '共公开信息9条，其中公告4条、动态5条。' },
    },
    'a share that fits': {
      report: { 'narrative.overview.proactive': '共公开信息9条，其中公告4条，占44.4%。' },
    },
  },
  invalid: {
    'parts that do not add up': {
      subject: {
        report: {
          'narrative.overview.proactive':
            '共公开信息12条，其中通过网站公开5条、通过公众号公开4条、其他方式公开2条。',
        },
      },
      findings: [{ severity: 'info', left: 12, right: 11, difference: 1 }],
    },
    'a share that does not fit': {
      subject: {
        report: { 'narrative.overview.proactive': '共公开信息9条，其中公告4条，占54.4%。' },
      },
      findings: [{ left: 54.4, right: 44.44, message: '按数字计算为44.44%' }],
    },
  },
}
