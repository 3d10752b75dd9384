import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'the proper form': {},
    'with 年度': { report: { title: '临川市统计局2024年度政府信息公开工作年度报告' } },
    'broken over two lines': {
      report: { title: '临川市统计局\n２０２４年政府信息公开工作年度报告' },
    },
    'an alias': {
      filer: { aliases: ['临川统计局'] },
      report: { title: '临川统计局2024年政府信息公开工作年度报告' },
    },
    'the name with its city': {
      report: { title: '河东省临川市统计局2024年政府信息公开工作年度报告' },
    },
  },
  invalid: {
    'no title': {
      subject: { report: { title: null } },
      findings: [{ severity: 'warning', at: ['title'], message: '没有标题' }],
    },
    'another kind of report': {
      subject: { report: { title: '临川市统计局2024年政务公开工作报告' } },
      findings: [{ quote: '临川市统计局2024年政务公开工作报告' }],
    },
    'a title that names nobody': {
      subject: { report: { title: '2024年政府信息公开工作年度报告' } },
      findings: [{ at: ['title'] }],
    },
    'another agency': {
      subject: { report: { title: '临川市审计局2024年政府信息公开工作年度报告' } },
      findings: [{ quote: '临川市审计局', message: '填报机关“临川市统计局”' }],
    },
    'a bureau that calls itself a township': {
      subject: { report: { 'narrative.problems': '我镇人手不足，更新不够及时。' } },
      findings: [{ quote: '我镇人手不足，更新不够及时。', message: '说的不是填报机关' }],
    },
  },
}
