import { contradictions } from './contradictions.ts'
import type { Rule } from './rule.ts'

/** A sentence and the table beside it give different figures for the same thing. */
export const narrativeContradictsTable: Rule = {
  id: 'narrative-contradicts-table',
  stage: 'quality',
  aliases: ['NR-RECV', 'NR-CARRY', 'NR-CLASS', 'NR-DISP', 'NR-DOC', 'NR-ENF'],
  severity: 'warning',
  title: { zh: '正文数字与表格不符', en: 'The text contradicts the tables' },
  why: {
    zh: '正文与表格对同一事项给出不同数字，读者无从判断以哪个为准，多因表格更正后未改正文或沿用了上年文字。',
    en: 'Where text and table differ nobody can tell which is right. Usually a table was corrected and the text was not, or the sentence is last year’s.',
  },
  remedy: {
    zh: '核对后更正正文或表格；正文所述范围与表格不同的（如仅指办公室），写明范围。',
    en: 'Correct the text or the table; where the sentence speaks of a part only, say which.',
  },
  basis: '国办公开办函〔2021〕30号（四）明确责任：内容准确',
  formula:
    'each figure or absence a sentence states of the tables = one of the sums it may mean (received alone, or with carried in)',
  messages: {
    default: {
      zh: '正文“{quote}”为{left}，{cells}为{right}',
      en: 'The text “{quote}” says {left}; {cells} says {right}',
    },
    notAssessable: {
      zh: '正文有{count}处数字所对应的单元格未填，无法核对',
      en: '{count} sentences speak of cells that are not stated; they cannot be checked',
    },
  },
  passing: {
    report: {
      'narrative.overview.onRequest': '2024年，本局收到政府信息公开申请2件。',
      'applications.received.total': 2,
    },
  },
  failing: {
    report: {
      'narrative.overview.onRequest': '2024年，本局收到政府信息公开申请3件。',
      'applications.received.total': 2,
    },
  },
  check: (subject) => contradictions(subject, ['figure', 'absence']),
}
