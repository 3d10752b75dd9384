import { applicantMeasures } from './applicant-measures.ts'
import { block, entry, heading, lastYear, prose, table, total } from './format.ts'

/** What 〔2019〕60号 and 〔2021〕30号 print alike: applicants, results （一） to （五）, table 4. */

/** The five parts that 30号 asks of section one. */
export const overviewParts = [
  { id: 'proactive', label: '主动公开', words: ['主动公开'] },
  { id: 'onRequest', label: '依申请公开', words: ['依申请公开'] },
  { id: 'management', label: '政府信息管理', words: ['政府信息管理', '信息管理'] },
  {
    id: 'platform',
    label: '政府信息公开平台建设',
    words: ['平台建设', '公开平台', '信息公开平台'],
  },
  { id: 'supervision', label: '监督保障', words: ['监督保障', '教育培训', '监督和保障'] },
] as const

/** What a government's section one has to say besides (条例 50(4), 30号). */
export const overviewElements = [
  { id: 'assessment', label: '工作考核', words: ['考核'], of: 'government' },
  { id: 'publicReview', label: '社会评议', words: ['评议', '评价', '满意度'], of: 'government' },
  {
    id: 'accountability',
    label: '责任追究',
    words: ['责任追究', '追责', '追究', '问责'],
    of: 'government',
  },
] as const

/** Section five: the problems and what is done about them (条例 50(4)). */
export const problems = prose({
  id: 'problems',
  heading: '五、存在的主要问题及改进情况',
  least: 30,
  followsUp: true,
  elements: [
    {
      id: 'problem',
      label: '存在的主要问题',
      words: [
        '问题',
        '不足',
        '薄弱',
        '不够',
        '差距',
        '短板',
        '有待',
        '欠缺',
        '不高',
        '不强',
        '不到位',
      ],
    },
    {
      id: 'improvement',
      label: '改进情况',
      words: [
        '改进',
        '整改',
        '下一步',
        '加强',
        '提升',
        '提高',
        '完善',
        '强化',
        '优化',
        '加大',
        '健全',
      ],
    },
  ],
})
/** What table 2 prints over the row labels of every block. */
export const matterNote = '信息内容'

/** Who applied: the columns of table 3, the same in every format since 2019. */
export const applicants = [
  entry('naturalPerson', '自然人'),
  heading('', '法人或其他组织', [
    entry('business', '商业企业'),
    entry('research', '科研机构'),
    entry('nonprofit', '社会公益组织'),
    entry('legalService', '法律服务机构'),
    entry('other', '其他'),
  ]),
  total('total', '总计'),
] as const

export const applicantsHeading = '申请人情况'

export const applicantsNote = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'

/** Results （一） to （五）, the same in every format since 2019. */
export const commonResults = [
  entry('granted', '（一）予以公开', { basis: '条例 36(1), 36(2)' }),
  entry('partlyGranted', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', {
    basis: '条例 37',
  }),
  heading('refused', '（三）不予公开', [
    entry('stateSecret', '1.属于国家秘密', { basis: '条例 14' }),
    entry('otherLaw', '2.其他法律行政法规禁止公开', { basis: '条例 14' }),
    entry('securityAndStability', '3.危及“三安全一稳定”', { basis: '条例 14' }),
    entry('thirdPartyRights', '4.保护第三方合法权益', { basis: '条例 15, 32' }),
    entry('internalAffairs', '5.属于三类内部事务信息', { basis: '条例 16(1)' }),
    entry('deliberativeProcess', '6.属于四类过程性信息', { basis: '条例 16(2)' }),
    entry('enforcementFile', '7.属于行政执法案卷', { basis: '条例 16(2)' }),
    entry('administrativeInquiry', '8.属于行政查询事项', { basis: '条例 36(7)' }),
  ]),
  heading('unavailable', '（四）无法提供', [
    entry('notHeld', '1.本机关不掌握相关政府信息', { basis: '条例 36(4), 36(5)' }),
    entry('needsCreation', '2.没有现成信息需要另行制作', { basis: '条例 38' }),
    entry('stillUnclear', '3.补正后申请内容仍不明确', { basis: '条例 30' }),
  ]),
  heading('notProcessed', '（五）不予处理', [
    entry('complaint', '1.信访举报投诉类申请', { basis: '条例 39(1)' }),
    entry('duplicate', '2.重复申请', { basis: '条例 36(6)' }),
    entry('publication', '3.要求提供公开出版物', { basis: '条例 39(2)' }),
    entry('excessive', '4.无正当理由大量反复申请', { basis: '条例 35' }),
    entry('reconfirmation', '5.要求行政机关确认或重新出具已获取信息'),
  ]),
] as const

/** 勾稽关系 as printed, and what is carried from one year into the next. */
export const applicationBalances = [
  { left: ['received', 'carriedIn'], right: ['handled', 'carriedOut'] },
  { left: [lastYear('carriedOut')], right: ['carriedIn'] },
] as const

export const disputes = table({
  id: 'disputes',
  heading: '四、政府信息公开行政复议、行政诉讼情况',
  layout: 'across',
  blocks: [
    block({
      rows: [
        entry('reconsideration', '行政复议'),
        heading('litigation', '行政诉讼', [
          entry('direct', '未经复议直接起诉'),
          entry('afterReconsideration', '复议后起诉'),
        ]),
      ],
      columns: [
        entry('upheld', '结果维持'),
        entry('corrected', '结果纠正'),
        entry('other', '其他结果'),
        entry('pending', '尚未审结'),
        total('total', '总计'),
      ],
    }),
  ],
})

/** Sums of cells that are the same in every format since 2019. */
export const commonMeasures = {
  received: ['applications.received.total'],
  carriedIn: ['applications.carriedIn.total'],
  granted: ['applications.granted.total'],
  partlyGranted: ['applications.partlyGranted.total'],
  refused: [
    'applications.refused.stateSecret.total',
    'applications.refused.otherLaw.total',
    'applications.refused.securityAndStability.total',
    'applications.refused.thirdPartyRights.total',
    'applications.refused.internalAffairs.total',
    'applications.refused.deliberativeProcess.total',
    'applications.refused.enforcementFile.total',
    'applications.refused.administrativeInquiry.total',
  ],
  unavailable: [
    'applications.unavailable.notHeld.total',
    'applications.unavailable.needsCreation.total',
    'applications.unavailable.stillUnclear.total',
  ],
  notProcessed: [
    'applications.notProcessed.complaint.total',
    'applications.notProcessed.duplicate.total',
    'applications.notProcessed.publication.total',
    'applications.notProcessed.excessive.total',
    'applications.notProcessed.reconfirmation.total',
  ],
  stateSecret: ['applications.refused.stateSecret.total'],
  otherLaw: ['applications.refused.otherLaw.total'],
  securityAndStability: ['applications.refused.securityAndStability.total'],
  thirdPartyRights: ['applications.refused.thirdPartyRights.total'],
  internalAffairs: ['applications.refused.internalAffairs.total'],
  deliberativeProcess: ['applications.refused.deliberativeProcess.total'],
  enforcementFile: ['applications.refused.enforcementFile.total'],
  administrativeInquiry: ['applications.refused.administrativeInquiry.total'],
  notHeld: ['applications.unavailable.notHeld.total'],
  needsCreation: ['applications.unavailable.needsCreation.total'],
  stillUnclear: ['applications.unavailable.stillUnclear.total'],
  complaint: ['applications.notProcessed.complaint.total'],
  duplicate: ['applications.notProcessed.duplicate.total'],
  publication: ['applications.notProcessed.publication.total'],
  excessive: ['applications.notProcessed.excessive.total'],
  reconfirmation: ['applications.notProcessed.reconfirmation.total'],
  handled: ['applications.handled.total'],
  carriedOut: ['applications.carriedOut.total'],
  ...applicantMeasures,
  reconsiderations: ['disputes.reconsideration.total'],
  reconsiderationsUpheld: ['disputes.reconsideration.upheld'],
  reconsiderationsCorrected: ['disputes.reconsideration.corrected'],
  reconsiderationsOtherwise: ['disputes.reconsideration.other'],
  reconsiderationsPending: ['disputes.reconsideration.pending'],
  litigation: [
    'disputes.litigation.direct.total',
    'disputes.litigation.afterReconsideration.total',
  ],
  litigationUpheld: [
    'disputes.litigation.direct.upheld',
    'disputes.litigation.afterReconsideration.upheld',
  ],
  litigationCorrected: [
    'disputes.litigation.direct.corrected',
    'disputes.litigation.afterReconsideration.corrected',
  ],
  litigationOtherwise: [
    'disputes.litigation.direct.other',
    'disputes.litigation.afterReconsideration.other',
  ],
  litigationPending: [
    'disputes.litigation.direct.pending',
    'disputes.litigation.afterReconsideration.pending',
  ],
  litigationDirect: ['disputes.litigation.direct.total'],
  litigationDirectUpheld: ['disputes.litigation.direct.upheld'],
  litigationDirectCorrected: ['disputes.litigation.direct.corrected'],
  litigationDirectOtherwise: ['disputes.litigation.direct.other'],
  litigationDirectPending: ['disputes.litigation.direct.pending'],
  litigationAfterReconsideration: ['disputes.litigation.afterReconsideration.total'],
  litigationAfterReconsiderationUpheld: ['disputes.litigation.afterReconsideration.upheld'],
  litigationAfterReconsiderationCorrected: ['disputes.litigation.afterReconsideration.corrected'],
  litigationAfterReconsiderationOtherwise: ['disputes.litigation.afterReconsideration.other'],
  litigationAfterReconsiderationPending: ['disputes.litigation.afterReconsideration.pending'],
  licences: ['proactive.licensing.decisions'],
  penalties: ['proactive.penalties.decisions'],
  coercions: ['proactive.coercion.decisions'],
} as const

/** What is counted at both agencies when an application is sent on from one to the other. */
export const transferOverlaps = [
  {
    at: 'applications.received',
    why: '一件申请先后向两个机关提出的，两机关各计一件新收',
  },
  {
    at: 'applications.unavailable.notHeld',
    why: '告知向其他机关申请的，本机关计入“本机关不掌握”，受理机关另计办理结果',
  },
  { at: 'applications.handled', why: '同一件申请在两个机关各有一个办理结果' },
] as const
