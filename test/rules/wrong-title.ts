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
    'a name that ends in a figure': {
      filer: { name: '临川市地震台20' },
      report: { title: '临川市地震台202024年政府信息公开工作年度报告' },
    },
    'the year first': { report: { title: '2024年度临川市统计局政府信息公开工作年度报告' } },
    'the year last, in brackets': {
      report: { title: '临川市统计局政府信息公开工作年度报告（2024年度）' },
    },
    'the year in Chinese': {
      report: { title: '《临川市统计局二〇二四年政府信息公开工作年度报告》' },
    },
    'two plates at one door': {
      report: { title: '临川市统计局（临川市普查中心）2024年政府信息公开工作年度报告' },
    },
    'a township by its place': {
      filer: { name: '临川市东山镇人民政府', kind: 'township' },
      report: { title: '临川市东山镇2024年政府信息公开工作年度报告' },
    },
    'the short word for an administration': {
      filer: { name: '临川经济开发区管理委员会', kind: 'institution' },
      report: { title: '临川经济开发区管委会2024年政府信息公开工作年度报告' },
    },
  },
  invalid: {
    'a township of the same name elsewhere': {
      subject: {
        filer: { name: '临川市东山镇人民政府', kind: 'township', aliases: ['东山镇'] },
        report: { title: '河口县东山镇人民政府2024年政府信息公开工作年度报告' },
      },
      findings: [{ quote: '河口县东山镇人民政府' }],
    },
    'the office in place of the government': {
      subject: {
        filer: { name: '临川市人民政府', kind: 'government' },
        report: {
          title: '临川市人民政府办公室2024年政府信息公开工作年度报告',
          'narrative.overview.supervision':
            '监督保障方面，开展工作考核和社会评议，没有责任追究情形，培训40人次。',
        },
      },
      findings: [{ quote: '临川市人民政府办公室' }],
    },
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
