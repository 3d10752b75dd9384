import { breaches } from './breaches.ts'
import type { Rule } from './rule.ts'

/** Every total of every table and format, of rows and of columns. */
export const totalMismatch: Rule = {
  id: 'total-mismatch',
  stage: 'arithmetic',
  aliases: ['T3-ROWSUM', 'T3-TOTAL', 'T4-TOTAL'],
  severity: 'error',
  title: { zh: '总计与各项之和不符', en: 'A total differs from the sum of its parts' },
  why: {
    zh: '表格中的“总计”是同一行或同一列各项之和。总计与分项不符，说明其中至少有一个数字填错，逐级汇总后无法查出。',
    en: 'A printed total is the sum of the other entries of its row or column. Where they differ, at least one figure is wrong, and once added up with others it can no longer be found.',
  },
  remedy: {
    zh: '核对台账，更正填错的分项；分项无误的，更正总计。',
    en: 'Check the register of cases; correct the part that was miscounted, or else the total.',
  },
  basis: '国办公开办函〔2021〕30号 表三、表四；国办公开办函〔2019〕60号 表三、表四',
  formula: 'total = Σ the other entries of its group, in every row and column that has a total',
  messages: {
    default: {
      zh: '{table} {line}：{whole}为{left}，{parts}＝{right}，差{difference}{blanks}',
      en: '{table}, {line}: {whole} is {left}, {parts} = {right}, difference {difference}{blanks}',
    },
    notAssessable: {
      zh: '{table}有{count}个单元格未填，含有这些单元格的总计无法核对',
      en: '{table}, cells not stated: {count}; the totals they belong to cannot be checked',
    },
  },
  passing: {
    report: {
      'disputes.reconsideration.upheld': 3,
      'disputes.reconsideration.pending': 1,
      'disputes.reconsideration.total': 4,
    },
  },
  failing: {
    report: { 'disputes.reconsideration.upheld': 3, 'disputes.reconsideration.total': 4 },
  },
  check: (subject) => breaches(subject, 'total'),
}
