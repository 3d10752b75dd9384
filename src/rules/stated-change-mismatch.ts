import { contradictions } from './contradictions.ts'
import type { Rule } from './rule.ts'

/** 同比增长, 较去年减少: held against both years' tables. */
export const statedChangeMismatch: Rule = {
  id: 'stated-change-mismatch',
  stage: 'quality',
  aliases: ['XY-CHANGE'],
  severity: 'warning',
  title: { zh: '所述同比变化与两年数字不符', en: 'A stated change does not fit the two years' },
  why: {
    zh: '正文写的增减件数或百分比，应能由本年和上年的表格算出。',
    en: 'An increase or decrease that the text states has to follow from the tables of the two years.',
  },
  remedy: {
    zh: '用两年定稿年报的数字重新计算；口径不同的，写明口径。',
    en: 'Calculate again from both reports as they stand; where the base differs, name it.',
  },
  basis: '国办公开办函〔2021〕30号（四）明确责任：内容准确',
  formula: 'stated change = cell(y) − cell(y−1), or its percentage of cell(y−1) within 0.05 point',
  messages: {
    default: {
      zh: '“{quote}”：所写变化为{left}{unit}，按两年表格计算为{right}{unit}',
      en: '“{quote}”: the change is given as {left}{unit}, the tables of the two years make {right}{unit}',
    },
    notAssessable: {
      zh: '有{count}处同比所需的单元格未填，无法核对',
      en: '{count} stated changes need cells that are not stated; they cannot be checked',
    },
  },
  passing: {
    report: {
      'narrative.overview.onRequest': '2024年收到政府信息公开申请12件，较去年增加2件。',
      'applications.received.total': 12,
    },
    lastYear: { 'applications.received.total': 10 },
  },
  failing: {
    report: {
      'narrative.overview.onRequest': '2024年收到政府信息公开申请12件，较去年增加3件。',
      'applications.received.total': 12,
    },
    lastYear: { 'applications.received.total': 10 },
  },
  check: (subject) => contradictions(subject, ['change']),
}
