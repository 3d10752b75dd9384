import { wordList } from './word-list.ts'

/** The words reports use for what the tables hold, by notion; one word may say several. */
export const notions = {
  receive: wordList(`
    收到 共收 接到 接收 接受 收悉 收取 受理 收办 收件 登记 登记受理 接到公众提出 收到并办理
    受理并办理 收到和处理 受理答复
  `),
  receiveNew: wordList('新收 新收到 新受理 新接收 新增'),
  due: wordList('须办理 需办理 须办 应予办理 应办 应办件 应办理 应办总数'),
  handle: wordList('办件 办理 共办理 处理 承办'),
  conclude: wordList(
    '办结 办结数 办结件数 办结数量 办结件 办结量 办结总数 办结总量 办理完毕 办理完结 办毕',
  ),
  outstanding: wordList(`
    未办结 尚未办结 未办理完毕 正在办理 正在办理中 尚在办理 尚在办理中 待办结
  `),
  answer: wordList('答复 回复 作出答复 做出答复 予以答复 依法答复 书面答复'),
  application: wordList(`
    政府信息公开申请 政府信息公开申请件 政府信息公开申请数量 政府信息公开申请总量
    政府信息公开申请事项 申请公开政府信息事项 依申请公开政府信息事项 政务信息公开申请
    政务公开申请 信息公开申请 信息公开申请件 依申请公开申请 依申请公开政府信息申请
    依申请公开政府信息 依申请公开信息 依申请公开信息申请 依申请公开件 依申请公开 依申请公开事项
    依申请政府信息公开 依申请信息公开 依申请事项 依申请件 依申请 依法申请公开 政府信息依申请公开
    政府信息依申请公开申请 政府信息公开依申请 信息依申请公开 公开申请 公开政府信息申请
    公开政府信息的申请 政府信息公开的申请 信息公开的申请 申请公开政府信息 申请公开信息
    申请政府信息公开 申请政府信息公开事项 申请信息公开 政府信息申请 依申请公开业务
    政府信息公开依申请件
  `),
  /** Also said of what was disclosed. */
  onRequest: wordList(`
    依申请公开 依法申请公开 政府信息依申请公开 信息依申请公开 依申请公开政府信息 依申请公开信息
    依申请公开事项 依申请政府信息公开 依申请信息公开
  `),
  request: wordList('申请 申请件 申请数 申请量 申请数量 申请总量 申请总数'),
  carry: wordList(
    '转下年 转下年度 转下一年度 转入下年 转入下一年度 转入下年度 转至下年 转至下年度 转至下一年度 转次年 上年转来 上年度转来 延期至 延续至 跨年结转 结转 转结 顺延 结转至 转结至 顺延至 结转到 结转延续 遗留 转入 转到 转往 结转进入 转结到',
  ),
  granted: wordList('予以公开 同意公开 全部公开 予以全部公开 准予公开'),
  grantedInAll: wordList(`
    予以公开和部分公开 公开和部分公开 予以公开（含部分公开） 公开（含部分公开） 公开类（含部分公开）
    予以公开（含区分处理） 予以公开及部分公开 公开及部分公开 予以公开或部分公开
    全部或部分公开 全部和部分公开 全部公开和部分公开 全部公开或部分公开 公开与部分公开
  `),
  partlyGranted: wordList('部分公开 予以部分公开'),
  refused: wordList('不予公开 不予以公开 不同意公开 决定不予公开 不公开'),
  unavailable: wordList('无法提供 无法提供信息 无法予以提供'),
  notProcessed: wordList('不予处理 不予以处理 不处理'),
  otherwiseHandled: wordList('其他处理 其它处理 作其他处理 其他处理情形 其他处理方式'),
  naturalPerson: wordList('公民申请 公民个人申请 自然人 个人 公民个人 自然人申请人'),
  organisation: wordList(
    '企业及其他组织 企业和其他组织 企业或其他组织 机构和组织 法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织 法人或其它组织',
  ),
  applicantKind: wordList(
    '申请人类型看 申请来源 申请人来源 申请主体 申请人类型 申请人类别 申请人身份 申请人构成 申请人为 申请人系 申请人是 从申请人看 按申请人分',
  ),
  business: wordList('商业公司 公司 企业法人 商业企业 企业'),
  research: wordList(
    '研究机构 科研单位 高校及研究机构 高校及科研机构 高校和科研机构 科研院校 科研机构 科研院所',
  ),
  nonprofit: wordList(
    '环保公益组织 公益机构 社会公益机构 社会公益组织 公益组织 社会组织 公益性组织',
  ),
  legalService: wordList('律所及律师 法律服务机构 律师事务所 律所'),
  stateSecret: wordList('国家秘密 涉及国家秘密 属于国家秘密 涉密'),
  otherLaw: wordList(`
    其他法律行政法规禁止公开 其他法律、行政法规禁止公开 法律行政法规禁止公开
    法律、行政法规禁止公开 法律法规禁止公开
    其他法律行政法规禁止 其他法律、行政法规禁止 法律行政法规禁止 法律、行政法规禁止 法律法规禁止 法律禁止
  `),
  securityAndStability: wordList('危及“三安全一稳定” 危及三安全一稳定 三安全一稳定 “三安全一稳定”'),
  thirdPartyRights: wordList(`
    第三方合法权益 保护第三方合法权益 涉及第三方合法权益 保护第三方权益 第三方权益 涉及第三方权益 第三方 涉及第三方 第三方类 第三方不同意公开
  `),
  internalAffairs: wordList(
    '内部事务信息 三类内部事务信息 属于三类内部事务信息 三类内部事务 内部事务 内部管理信息',
  ),
  deliberativeProcess: wordList('过程性信息 四类过程性信息 属于四类过程性信息 四类过程性 过程性'),
  enforcementFile: wordList(
    '行政执法案卷 执法案卷 属于行政执法案卷 行政执法案卷信息 案卷 案卷信息 案卷材料 执法卷宗 执法案卷信息',
  ),
  administrativeInquiry: wordList('行政查询事项 属于行政查询事项 行政查询 查询事项 查询类'),
  notHeld: wordList(`
    不掌握 本机关不掌握 不掌握相关信息 不掌握相关政府信息 本机关不掌握相关信息 本机关不掌握信息
    不属于本机关掌握 本机关不掌握相关政府信息 非本机关掌握 不掌握信息 未掌握 本机关未掌握
  `),
  /** Told apart from 不掌握 in words, and of one row with it in the table. */
  notThere: wordList(`
    信息不存在 政府信息不存在 不属于本机关公开 不属于本机关负责公开 不属于本机关职责 不属于本机关职权
    非本机关职责 不属于本机关公开范围 不属于本机关公开职责
  `),
  needsCreation: wordList(`
    没有现成信息需要另行制作 没有现成信息需另行制作 无现成信息需另行制作 没有现成信息 无现成信息 需要另行制作 需另行制作
    另行制作 需要加工制作 需加工制作 需要加工整理 需加工整理 需要汇总加工 没有现成 无现成
  `),
  stillUnclear: wordList(`
    补正后申请内容仍不明确 补正后仍不明确 补正不明确 补正后内容仍不明确 补正后申请内容不明确
    补正不明 补正后仍然不明确 补正仍不明确 补正后仍不明
  `),
  complaint: wordList(`
    信访举报投诉类申请 信访举报投诉类 信访举报投诉 信访投诉举报类 信访、举报、投诉类
    信访类申请 信访类
    信访投诉类 信访投诉 投诉举报类 信访件 信访事项 信访举报 投诉举报 信访举报类 信访、举报、投诉 信访、投诉、举报 信访举报投诉性质
  `),
  duplicate: wordList('重复申请 重复申请类 重复类 重复提出申请 属于重复申请'),
  publication: wordList(
    '要求提供公开出版物 公开出版物 索取公开出版物 索要公开出版物 索取出版物 索要出版物 出版物',
  ),
  excessive: wordList(
    '无正当理由大量反复申请 大量反复申请 无正当理由大量反复 大量反复 反复大量申请 无正当理由反复大量申请',
  ),
  reconfirmation: wordList(`
    要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 重新出具已获取信息 要求确认或重新出具
    要求确认或重新出具已获取信息 确认或重新出具 要求确认或者重新出具已获取信息 确认或者重新出具已获取信息 确认或者重新出具 确认重出 要求重新出具已获取信息 要求重新出具 重新出具
  `),
  correctionOverdue: wordList(`
    无正当理由逾期不补正 申请人无正当理由逾期不补正 申请人逾期不补正 逾期不补正
    申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 无正当理由逾期不补正、不再处理
    申请人无正当理由逾期不补正、不再处理 逾期不补正、不再处理 逾期未补正 逾期不补正不再处理 逾期未补正不再处理 申请人逾期未补正 补正逾期 申请人补正逾期
  `),
  feeOverdue: wordList(`
    逾期未缴费 逾期未缴纳信息处理费 逾期未缴纳信息处理费不再处理 逾期未缴费不再处理 申请人逾期未缴纳信息处理费不再处理 申请人逾期未缴费 逾期不缴费 申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 未按时缴费 逾期不缴纳费用 未按期缴费
    申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
  `),
  reconsideration: wordList(
    '行政复议 复议 行政复议申请 行政复议案件 复议案件 行政复议案 被申请复议 被申请行政复议 被提起复议 被提起行政复议',
  ),
  reviewer: wordList('复议机关 行政复议机关 上级复议机关'),
  litigation: wordList(
    '行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政诉讼案 被诉 被起诉 被提起诉讼 被提起行政诉讼',
  ),
  directSuit: wordList(
    '未经复议直接起诉 直接起诉 直接提起诉讼 直接提起行政诉讼 直接诉讼 未经复议直接提起诉讼 未经复议直接诉讼 未经复议起诉',
  ),
  suitAfterReconsideration: wordList(`
    复议后起诉 经复议后起诉 经复议后提起诉讼 经复议后提起行政诉讼 复议后提起诉讼 经复议起诉 复议后诉讼 经复议后诉讼 经复议的诉讼 复议后再起诉 先复议后起诉
  `),
  settled: wordList('审结 已审结 审理完毕 审理终结 已结 结案 已结案'),
  upheld: wordList('维持 结果维持 予以维持 获维持 被维持'),
  corrected: wordList('判决纠正 责令纠正 纠正 结果纠正 被纠正 予以纠正 纠错 被纠错'),
  lost: wordList('败诉 被判败诉'),
  won: wordList('胜诉 驳回诉讼请求 驳回原告诉讼请求'),
  dismissed: wordList('驳回 驳回复议请求 驳回复议申请'),
  setAside: wordList('撤销 被撤销 责令重新答复 被责令重新答复 确认违法 责令履行 撤销或责令履行'),
  pending: wordList(
    '仍在审理 仍在审理中 还在审理 还在审理中 在审 待审结 未审理完毕 尚未审结 未审结 正在审理 正在审理中 尚在审理 尚在审理中 未结 审理中 尚未结案 未结案',
  ),
  issue: wordList(
    '新立 新增 制发 制定 新制定 制定印发 制定出台 出台 印发 制定发布 新制发 新出台 制定并发布 制订 制作',
  ),
  repeal: wordList('全文废止 清理废止 集中清理废止 废除 废止 已废止 宣布废止 予以废止'),
  lapse: wordList(`
    宣布失效和废止 废止和宣布失效 废止、失效 失效、废止 废止或宣布失效 失效和废止 废止和失效
  `),
  inForce: wordList(
    '现有规范性文件 现行规范性文件 目前有效 现行有效文件 现有效 现存 保留有效 现行有效 年末有效 年底有效 期末有效 末有效 现有有效 年末现行有效 年底现行有效 有效文件 有效规范性文件 存量 有效存量 现行 继续有效 现存有效',
  ),
  /** 有效12件: what is in force, or what has an effect. */
  valid: wordList('有效 有效件数'),
  regulation: wordList('规章 政府规章 部门规章'),
  document: wordList(
    '现有规范性文件 现行规范性文件 新文件 税务规范性文件 规范性文件 行政规范性文件 政府规范性文件 部门规范性文件',
  ),
  licence: wordList('行政许可 许可'),
  penalty: wordList('行政处罚 处罚'),
  coercion: wordList('行政强制 行政强制措施 强制'),
  decision: wordList('决定 案件 结果 处理决定'),
  make: wordList('作出 做出 采取 实施'),
  decide: wordList('作出 做出 实施 处理 办理 办结 公布 公示 公开 主动公开 发布'),
  information: wordList('信息 政府信息 公示信息 决定信息 结果信息'),
  /** 公开9件、部分公开4件: beside the other results one of them. */
  disclosed: wordList('公开'),
  /** 其余2件正在审理: what remains of the number before it. */
  rest: wordList('其余 剩余 余下 尚余 其余的'),
  /** 其他3件: what is left of the kinds before it. */
  others: wordList('其他 其它 其他结果 其它结果 其他情形 其他组织 其他申请人 其他申请主体'),
  rateConcluded: wordList('办结率 已办结率 办结比例'),
  rateDisclosed: wordList('公开率 公开比例 依申请公开率'),
  rateRefused: wordList('不予公开率 不予公开比例'),
  rateCorrected: wordList('纠错率 纠正率 纠错比例 纠正比例 被纠错率 被纠正率 败诉率'),
  rateUpheld: wordList('维持率 维持比例'),
  rateDisputed: wordList('争议率'),
  disclosure: wordList(`
    政府信息公开 政府信息公开工作 信息公开 信息公开工作 政务公开 政务公开工作 信息公开事务
    政府信息公开事务 政府信息公开事项
  `),
  fee: wordList(
    '信息处理费 政府信息公开信息处理费 依申请公开信息处理费 政府信息公开处理费 政府信息处理费',
  ),
  charges: wordList('行政事业性收费'),
  charge: wordList('收取 收费 产生 收缴 征收'),
} satisfies Readonly<Record<string, readonly string[]>>

export type Notion = keyof typeof notions
