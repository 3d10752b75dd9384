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
    'a problem of last year that is taken up': {
      report: {
        'narrative.problems':
          '针对政策解读形式单一的问题，全年制作图解6期。目前存在的不足是栏目分类不够清晰，将逐项完善。',
      },
      lastYear: {
        'narrative.problems': '一是政策解读形式单一。改进情况：将增加图解、视频等形式。',
      },
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
    'that nothing is said of last year’s problems': {
      subject: {
        report: {
          'narrative.problems':
            '主要问题是栏目分类不够清晰、检索不便。改进情况：已合并重复栏目，并增设关键词检索入口。',
        },
        lastYear: {
          'narrative.problems': '一是政策解读形式单一。改进情况：将增加图解、视频等形式。',
        },
      },
      findings: [{ at: ['narrative.problems'], message: '如“政策解读形式单一”' }],
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
