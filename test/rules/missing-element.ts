import type { Cases } from '../fixtures/cases.ts'

export const cases: Cases = {
  valid: {
    'a sound report': {},
    'parts told by their words under one heading': {
      report: {
        'narrative.overview.intro':
          '主动公开信息30条；依申请公开渠道畅通；健全政府信息管理制度；公开平台建设有序；监督保障到位。',
        'narrative.overview.proactive': null,
        'narrative.overview.onRequest': null,
        'narrative.overview.management': null,
        'narrative.overview.platform': null,
        'narrative.overview.supervision': null,
      },
    },
    'a department that says nothing of assessment': {
      report: { 'narrative.overview.intro': '全年共公开信息12条。' },
    },
    'an empty section, which is missing as a whole': { report: { 'narrative.problems': null } },
  },
  invalid: {
    'a part of section one that is nowhere': {
      subject: { report: { 'narrative.overview.management': null } },
      findings: [
        { severity: 'warning', at: ['narrative.overview.management'], message: '政府信息管理' },
      ],
    },
    'a section five too short to say anything': {
      subject: { report: { 'narrative.problems': '无' } },
      findings: [{ at: ['narrative.problems'], left: 1, right: 30 }],
    },
    'problems without improvement': {
      subject: {
        report: {
          'narrative.problems':
            '一是公开内容更新不及时，二是解读形式单一，三是工作人员业务不熟，四是公开栏目名称不统一。问题仍然存在。',
        },
      },
      findings: [{ at: ['narrative.problems'], message: '改进情况' }],
    },
    'a government without assessment, review and accountability': {
      subject: {
        filer: { kind: 'government' },
        report: {
          'narrative.overview.intro': '全年共公开信息12条。',
        },
      },
      findings: [{ message: '工作考核' }, { message: '社会评议' }, { message: '责任追究' }],
    },
  },
}
