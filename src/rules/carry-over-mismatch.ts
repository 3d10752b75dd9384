import { breaches } from './breaches.ts'
import type { Rule } from './rule.ts'

/** What last year carried out is what this year carries in, in every column. */
export const carryOverMismatch: Rule = {
  id: 'carry-over-mismatch',
  stage: 'arithmetic',
  aliases: ['XY-CARRY'],
  severity: 'error',
  title: {
    zh: '上年结转数与上年年报不一致',
    en: 'Carried in differs from what last year carried out',
  },
  why: {
    zh: '上年年报“结转下年度继续办理”的申请，就是本年“上年结转”的申请，各类申请人应逐列相同。',
    en: 'The applications that last year’s report carried into the next year are those this report carries in, in every column of applicants.',
  },
  remedy: {
    zh: '以上年已定稿的年报为准填写上年结转；确系上年填错的，先更正上年年报。',
    en: 'Take the figure from last year’s report as it stands; if that one is wrong, correct last year’s report first.',
  },
  basis: '国办公开办函〔2021〕30号 表三第二项、第四项',
  formula: 'in every column: carriedIn(y) = carriedOut(y−1)',
  messages: {
    default: {
      zh: '{table} {line}：{whole}＝{left}，本年{parts}＝{right}，差{difference}{blanks}',
      en: '{table}, {line}: {whole} = {left}, this year’s {parts} = {right}, difference {difference}{blanks}',
    },
    notAssessable: {
      zh: '{table}：本年上年结转或上年年报结转下年未填（{count}个单元格），无法核对',
      en: '{table}: carried in, or last year’s carried out, is not stated ({count} cells); cannot be checked',
    },
  },
  passing: {
    report: {
      'applications.carriedIn.naturalPerson': 2,
      'applications.carriedIn.total': 2,
      'applications.granted.naturalPerson': 2,
      'applications.granted.total': 2,
      'applications.handled.naturalPerson': 2,
      'applications.handled.total': 2,
    },
    lastYear: {
      'applications.carriedOut.naturalPerson': 2,
      'applications.carriedOut.total': 2,
    },
  },
  failing: {
    lastYear: {
      'applications.carriedOut.naturalPerson': 2,
      'applications.carriedOut.total': 2,
    },
  },
  check: (subject) => breaches(subject, 'carryOver'),
}
