import type { Cases } from '../fixtures/cases.ts'

const overview = ['intro', 'proactive', 'onRequest', 'management', 'platform', 'supervision']

/** Passages of section one and five, each of a sentence or two. */
const passages = (sentences: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    [...overview.map((part) => `overview.${part}`), 'problems'].map((at, i) => [
      `narrative.${at}`,
      sentences[i] ?? '',
    ]),
  )

const own = passages([
  '全年围绕第五次经济普查发布公报3期，配套图解6张，电话回访企业120家。',
  '统计月报改为每月12日前上网，附指标解释和上年同口径数据，全年共36篇。',
  '申请件由法规科统一登记，邮寄与当面两种方式并行，平均答复用时9个工作日。',
  '清理2010年以前的历史公报40份，失效的统计标准逐条标注废止日期。',
  '在政务大厅二楼设数据查询机2台，老年人可由窗口人员代为查询打印。',
  '请人大代表和企业会计共15人评议数据公开，提出的7条意见已答复5条。',
  '主要问题是分乡镇数据公开不够细。改进情况：已与12个乡镇商定季度报送表，明年起按季公布。',
])
const other = passages([
  '对23个预算单位开展审计，结果公告在审结后30日内上网，被审计单位整改情况随附。',
  '首次公开自然资源资产离任审计的总体评价，隐去个人信息后全文登载2篇。',
  '公众来电多问公告何时发布，已在网站首页列出未来3个月的公告日历。',
  '审计工作底稿与对外公告分库保存，调阅须经分管负责人书面同意。',
  '与融媒体中心合办说审计栏目8期，每期解答一个群众常问的资金问题。',
  '内审协会组织交叉检查，随机抽取公告11篇核对数字，发现并改正错字2处。',
  '存在的不足是整改结果公开滞后。改进情况：建立台账，整改到位一项公开一项，逾期的通报。',
])
const template = passages([
  '县里统一部署开展公开专区提升行动，各单位对照清单补齐栏目12个。',
  '按县里统一目录调整栏目设置，做到栏目名称、排列次序、更新时限三统一。',
  '统一使用县里下发的答复书示范文本，答复前送法制机构审核把关一次。',
  '执行县里制定的信息发布登记簿制度，每条信息注明经办人与审核人姓名。',
  '县里集中采购的查询终端已安装到位，开机率纳入每月电话抽查的范围内。',
  '参加县里举办的业务培训班2期，参训人员考试成绩由主办方统一公布。',
  '按照县里模板，问题为公开深度不够。改进情况：按县里计划分三个阶段推进并对账销号。',
])
/** Seven sentences that no other number shares, each followed by one that all have. */
const ownOf = (agency: number, common: string) =>
  passages(
    Array.from({ length: 7 }, (_, i) => {
      const start = 0x4e00 + (agency * 7 + i) * 40
      return `${String.fromCharCode(...Array.from({ length: 30 }, (_, k) => start + k))}9件。${common}`
    }),
  )
const short = passages(['公开普查公报3期，电话回访企业120家。'])

export const cases: Cases = {
  valid: {
    'a report beside others of its own kind': {
      report: own,
      lastYear: other,
      sisters: [{ id: 'sister', name: '临川市审计局', report: other }],
    },
    'its own text in the index of the county': {
      report: own,
      sisters: [{ id: 'statistics-bureau', name: '临川市统计局', report: own }],
    },
    'a template that the whole county was given': {
      report: template,
      sisters: Array.from({ length: 20 }, (_, i) => ({
        id: `agency-${i}`,
        name: `第${i}局`,
        report: template,
      })),
    },
    'too little text to compare': {
      report: short,
      lastYear: short,
    },
  },
  invalid: {
    'last year’s report with other figures': {
      subject: {
        report: own,
        lastYear: Object.fromEntries(
          Object.entries(own).map(([at, text]) => [at, text.replace(/\d+/g, '8')]),
        ),
      },
      findings: [{ severity: 'warning', message: '与上年年报雷同：100%的自写内容' }],
    },
    'a sister’s report with the name changed': {
      subject: {
        report: own,
        sisters: [
          { id: 'audit', name: '临川市审计局', report: other },
          {
            id: 'culture',
            name: '临川市文旅局',
            report: Object.fromEntries(
              Object.entries(own).map(([at, text]) => [at, text.replaceAll('统计', '文旅')]),
            ),
          },
        ],
      },
      findings: [
        {
          message: '与临川市文旅局的年报雷同',
          pairs: [{ source: { author: 'culture' } }],
        },
      ],
    },
    'the one copy in a county of forty, and not their common template': {
      subject: {
        report: ownOf(7, '加盖公章后报县里备案一次，由县里统一编号登记入册。'),
        sisters: Array.from({ length: 40 }, (_, i) => ({
          id: `agency-${i}`,
          name: `第${i}局`,
          report: ownOf(i, '加盖公章后报县里备案一次，由县里统一编号登记入册。'),
        })),
      },
      findings: [{ message: '与第7局的年报雷同：100%的自写内容相同或相近（7句）' }],
    },
    'a section one without a figure': {
      subject: {
        report: Object.fromEntries(
          overview.map((part) => [`narrative.overview.${part}`, '认真做好各项工作。']),
        ),
      },
      findings: [{ severity: 'info', at: ['narrative.overview'] }],
    },
    'a report about everybody': {
      subject: {
        report: { ...own, 'narrative.overview.platform': '多数部门已开设专栏3个。' },
      },
      findings: [{ severity: 'info', quote: '多数部门' }],
    },
  },
}
