import type { Rule } from './rule.ts'

/** 31 January for departments, 31 March for governments, or the office's earlier day. */
export const lateFiling: Rule = {
  id: 'late-filing',
  stage: 'quality',
  aliases: ['LC-LATE'],
  // The published list has it among the errors. Lateness is marked and explained, not refused:
  // an error would shut out for ever a report that can no longer be on time.
  severity: 'warning',
  title: { zh: '逾期报送或公布', en: 'Filed or published late' },
  why: {
    zh: '县级以上人民政府部门应当在每年1月31日前提交并公布上一年度年报，政府信息公开工作主管部门应当在3月31日前公布本级政府年报；主管部门可规定更早的日期。',
    en: 'Departments submit and publish by 31 January, governments by 31 March; the supervising office may set an earlier day.',
  },
  remedy: {
    zh: '说明逾期原因；下一年度按期报送和公布。',
    en: 'Say why, and be in time next year.',
  },
  basis: '条例第四十九条',
  formula: 'submitted ≤ due; published ≤ due',
  messages: {
    default: { zh: '{day}报送，期限为{due}', en: 'Filed on {day}, due on {due}' },
    published: { zh: '{day}公布，期限为{due}', en: 'Published on {day}, due on {due}' },
  },
  passing: { filing: { due: '2025-01-31', submitted: '2025-01-31' } },
  failing: { filing: { due: '2025-01-31', submitted: '2025-02-03' } },

  *check({ filing: { due, submitted, published } = {} }) {
    if (due === undefined) return
    for (const [message, day] of [
      ['default', submitted],
      ['published', published],
    ] as const) {
      if (day === undefined || day <= due) continue
      yield {
        message,
        at: [message === 'default' ? 'submitted' : message],
        fact: day,
        values: { day, due },
      }
    }
  },
}
