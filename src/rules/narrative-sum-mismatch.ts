import { contradictions } from './contradictions.ts'
import type { Rule } from './rule.ts'

/** 共 N 条，其中 a、b、c: the sentence has to add up by itself. */
export const narrativeSumMismatch: Rule = {
  id: 'narrative-sum-mismatch',
  stage: 'quality',
  aliases: ['NR-SUM', 'NR-SHARE'],
  severity: 'info',
  title: { zh: '句中分项与合计、占比不符', en: 'A sentence does not add up' },
  why: {
    zh: '同一句话里的合计、分项和百分比互相矛盾，说明其中有数字写错。',
    en: 'Where the total, the parts and the percentages of one sentence disagree, one of them is wrong.',
  },
  remedy: { zh: '重新计算并更正。', en: 'Calculate again and correct it.' },
  basis: '国办公开办函〔2021〕30号（四）明确责任：内容准确',
  formula: 'N = a + b + c; a stated percentage = part / whole within 0.1 point',
  messages: {
    default: {
      zh: '“{quote}”：合计为{left}，所列各项之和为{right}',
      en: '“{quote}”: the total is {left}, the parts add up to {right}',
    },
    share: {
      zh: '“{quote}”：所写占比为{left}%，按数字计算为{right}%',
      en: '“{quote}”: the share is given as {left}%, the figures make {right}%',
    },
    notAssessable: {
      zh: '有{count}处合计无法核对',
      en: '{count} totals cannot be checked',
    },
  },
  passing: {
    report: {
      'narrative.overview.proactive': '全年主动公开信息12条，其中政策文件5条、工作动态7条。',
    },
  },
  failing: {
    report: {
      'narrative.overview.proactive':
        '全年共公开信息12条，其中通过网站公开5条、通过公众号公开4条、其他方式公开2条。',
    },
  },
  check: (subject) => contradictions(subject, ['sum', 'share']),
}
