import { breaches } from './breaches.ts'
import type { Rule } from './rule.ts'

/** 勾稽关系: what came in is what was handled and what is carried on. */
export const balanceMismatch: Rule = {
  id: 'balance-mismatch',
  stage: 'arithmetic',
  aliases: ['T3-IDENT'],
  severity: 'error',
  title: {
    zh: '新收、结转与办理结果不平衡',
    en: 'What came in differs from what was handled and carried on',
  },
  why: {
    zh: '表三表头载明勾稽关系：第一项加第二项之和，等于第三项加第四项之和。每一件申请要么在本年办结，要么结转下年。',
    en: 'The form prints it at the head of table 3: item one plus item two equals item three plus item four. Every application is either handled in the year or carried into the next.',
  },
  remedy: {
    zh: '按列核对：新收、上年结转、办理结果总计、结转下年四个数字，更正与台账不一致的一个。',
    en: 'In that column compare received, carried in, handled and carried out with the register of cases, and correct the one that differs.',
  },
  basis: '国办公开办函〔2021〕30号 表三表头勾稽关系',
  formula: 'in every column: received + carriedIn = handled + carriedOut',
  messages: {
    default: {
      zh: '{table} {line}：{whole}＝{left}，{parts}＝{right}，差{difference}{blanks}',
      en: '{table}, {line}: {whole} = {left}, {parts} = {right}, difference {difference}{blanks}',
    },
    notAssessable: {
      zh: '{table}有{count}个单元格未填，勾稽关系无法核对',
      en: '{table}, cells not stated: {count}; the balance cannot be checked',
    },
  },
  passing: {
    report: {
      'applications.received.business': 1,
      'applications.received.total': 1,
      'applications.carriedOut.business': 1,
      'applications.carriedOut.total': 1,
    },
  },
  failing: {
    report: { 'applications.received.business': 1, 'applications.received.total': 1 },
  },
  check: (subject) => breaches(subject, 'balance'),
}
