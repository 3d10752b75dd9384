import { wordList } from '../formats/word-list.ts'

/**
 * The words around a claim. What is not listed here, nor among the notions of the formats, is
 * unknown, and a sentence with an unknown word beside its number contradicts nothing.
 */
export const words = {
  /** Says nothing that changes what is counted. */
  filler: wordList(`
    另 另有 新 了 的 为 是 有 达 已 并 且 其 和 及 以及 与 或 或者 也 还 又 同时 因 被 由 以 对
    针对 向 该 之 等 中 到 至 于 予 按 按照 做到 做好 完成 依法 依规 依法依规 依法依规依程序
    按时 按期 及时 如期 全部 均已 皆 数量 总数 总量 件数 数 情况 情形 方面 工作 工作方面
    办理情况 案件 有关 相关 类 方式 各类 发生 引起 引发 产生 导致 造成 出现 提起 提出 申请人
    被申请 被申请人 被告 被提起 涉及 加上 连同 截至 截止 截至年底 截至年末 年底 年末 作为 需 应 而 在 引起的 公众 社会公众 群众 公民 单位和个人 单位或个人 组织和个人 组织或个人 任何 要求 主动要求
    公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织
    公民法人和其他组织 公民和法人或其他组织 公民和法人及其他组织 公民、法人
    自然人、法人和其他组织 自然人、法人或其他组织 自然人、法人或者其他组织 经统计 据统计
    截至目前 在规定时限内 在法定期限内 法定期限内 规定时间内 在法定时限内 法定时限内
    在规定期限内 规定时限内 在规定时间内 时限内 期限内 继续 办理答复 继续办理 政府信息 当年 全年
    年内 年度 年全年 一年来 全年度 年度内 报告期 报告期内 件件有回应 “ ” " ' ‘ ’ 「 」 案
    关于 一方面 上 即 通过 工作中 因此 结果 实际 现有 目前
  `),
  whole: wordList('共 共计 总共 合计 总计 累计 累计共 共有 一共 总数为 总数 总量为 总量'),
  each: wordList('均 均为 各 都 都为 各为 全为 皆为'),
  respectively: wordList('分别 分别为 分别是 依次为'),
  among: wordList('其中 包括 包含 含 分别为 其中包括 分为'),
  not: wordList(`
    未 无 没有 未曾 从未 尚未 不曾 暂无 暂未 并未 不存在 未发生 没有发生 未产生 无发生 未有
    未出现 没有出现 未引起 未引发 未被
  `),
  thisYear: wordList('今年以来 本年以来 今年 本年 本年度 本报告期 本年内'),
  lastYear: wordList(
    '去年 上年 上年度 上一年 上一年度 去年度 上年同期 去年同期 往年结转 以前年度 上年末',
  ),
  nextYear: wordList(
    '下年 下年度 下一年 下一年度 次年 明年 来年 次年度 下年度继续 下一年度继续 下年继续',
  ),
  compare: wordList('同比 较 比 相比 环比 对比 相较 相较于 比较 较之'),
  more: wordList('增长 增加 上升 提高 提升 上涨 增幅 增多 多 增长率 升高 增'),
  less: wordList('下降 减少 降低 下滑 降幅 回落 少 减 减幅'),
  same: wordList(`
    持平 无变化 没有变化 未变化 未发生变化 无增减 没有增减 保持一致 保持不变 相同 一致 不变
    无明显变化 基本持平
  `),
  share: wordList(`
    占 占比 占总数 占总量 占比为 占全部 比例为 占总数的 占总量的 比例 占申请总数的 占申请总量的
    占总申请量的 占全部申请的 占比约
  `),
  /** The filer, of itself. */
  self: wordList(
    '我局 我镇 我街道 我乡 我委 我院 我厅 我中心 我街 我处 我队 本局 本镇 本街道 本乡 本委 本院',
  ),
  /** Whose figures they are. */
  scope: wordList(`
    全市 全区 全县 全镇 全乡 全省 全街道 全局 全州 全系统 全办 全委 我市 我区 我县 我办 我单位
    我机关 我省 我州 我旗 我部门 本单位 本机关 本级 本办 本区 本市 本县 本部门 本行政机关 局机关
    区政府 县政府 市政府 镇政府 乡政府 街道 街道办 街道办事处 厅机关 委机关 局本级 区政府办 县政府办 市政府办 政府办
    区政府办公室 县政府办公室 市政府办公室 政府办公室 代表 县人民政府 区人民政府 市人民政府
    镇人民政府 乡人民政府 市本级 县本级 区本级 市级 县级 区级
  `),
  /** Speaks of a part: a channel, a kind of applicant, some months, other bodies, other years. */
  part: wordList(`
    网络 网上 网站 在线 线上 线下 互联网 平台 邮寄 信函 邮政 信件 当面 现场 书面 窗口 电子邮件
    邮箱 传真 来信 邮件 数据电文 微信 电话 系统 渠道 途径 律师 其他组织 法人 上半年 下半年 季度 一季度 二季度 三季度 四季度 月份 月 转办
    转来 交办 部门 各部门 各单位 各镇 各镇街 镇街 乡镇 下属 所属 直属 成员单位 历年 以来 年来
    近年 日均 月均 平均 每 超期 逾期 延期 除 其余 其他 其它 剩余 余下 补正 撤回 撤销 重复 告知
    土地 征收 拆迁 咨询 投诉 举报 信访 提案 建议
  `),
} satisfies Readonly<Record<string, readonly string[]>>

export type WordKind = keyof typeof words
