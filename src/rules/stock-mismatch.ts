import { breaches } from './breaches.ts'
import type { Rule } from './rule.ts'

/**
 * What was in force, plus what was issued, less what was repealed, is in force now. Without last
 * year's report the old stock is unknown but not negative, which still bounds the new one.
 */
export const stockMismatch: Rule = {
  id: 'stock-mismatch',
  stage: 'arithmetic',
  aliases: ['T2-STOCK', 'XY-STOCK'],
  severity: 'warning',
  title: {
    zh: '现行有效件数与制发、废止件数不衔接',
    en: 'The number in force does not follow from what was issued and repealed',
  },
  why: {
    zh: '上年末现行有效数加本年制发数减本年废止数，一般等于本年末现行有效数；且本年末现行有效数不应少于本年制发数减废止数。宣布失效、机构改革划转等可造成差异，须说明。',
    en: 'What was in force at the end of last year, plus what was issued, less what was repealed, is normally what is in force now; and it cannot be less than issued minus repealed. Lapse or a transfer between bodies may explain a difference, and then it has to be said.',
  },
  remedy: {
    zh: '与司法行政部门核对规章和规范性文件清单，更正数字；因失效、划转造成差异的，说明件数和原因。',
    en: 'Compare with the list of documents kept by the justice office and correct the figure; if documents lapsed or moved, say how many and why.',
  },
  basis: '国办公开办函〔2021〕30号 表二第二十条第（一）项',
  formula:
    'inForce(y−1) + issued(y) = inForce(y) + repealed(y); inForce(y) ≥ issued(y) − repealed(y)',
  messages: {
    default: {
      zh: '{table} {line}：{whole}＝{left}，{parts}＝{right}，差{difference}{blanks}',
      en: '{table}, {line}: {whole} = {left}, {parts} = {right}, difference {difference}{blanks}',
    },
    notAssessable: {
      zh: '{table}：制发、废止或现行有效未填（{count}个单元格），无法核对衔接关系',
      en: '{table}: issued, repealed or in force is not stated ({count} cells); cannot be checked',
    },
  },
  passing: {
    report: {
      'proactive.normativeDocuments.issued': 2,
      'proactive.normativeDocuments.repealed': 1,
      'proactive.normativeDocuments.inForce': 8,
    },
    lastYear: { 'proactive.normativeDocuments.inForce': 7 },
  },
  failing: {
    report: {
      'proactive.normativeDocuments.issued': 2,
      'proactive.normativeDocuments.repealed': 1,
      'proactive.normativeDocuments.inForce': 7,
    },
    lastYear: { 'proactive.normativeDocuments.inForce': 7 },
  },
  check: (subject) => breaches(subject, 'stock'),
}
