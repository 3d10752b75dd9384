import type { Text } from '../reports/text.ts'

/** What an explanation is held against. */
export interface Explained {
  /** The finding's message, which is no explanation of itself. */
  readonly message: string
  /** Explanations of other findings, and those given last year. */
  readonly others?: readonly string[]
}

/** Fewer characters cannot say what was checked and found. */
const LEAST = 8

/**
 * What people write to be rid of a question: that somebody checked, that it is right, that it was
 * to be so, and that it may pass. An explanation is hollow when nothing is left of it once these
 * are taken away.
 */
const EMPTY = [
  // Who.
  '高度重视 十分重视 非常重视 经办人员 经办人 工作人员 分管领导 领导 业务科室 相关科室 有关科室 责任科室 科室 会同',
  '相关部门 有关部门 部门 本单位 我单位 单位 本机关 我机关 本局 我局 本镇 我镇 我办',
  // Checked.
  '核实 核对 核查 经查 已核 经核 确认 检查 复核 审定 查证 校对 审核 审查 自查 沟通 联系 知悉',
  '填报 填写 上报 报送 统计 经过 经 已经 已 均 都 再次 反复 多次 认真 仔细 逐项 逐一 严格 后 过 完毕',
  // It is right.
  '属实 无误 正确 准确 真实 可靠 完整 有效 一致 相符 符合 正常 最终 如实 据实 实事求是',
  '以年报为准 以报告为准 以此为准 没有错误 没有问题 没问题 没错 无问题 无错误 无异常 无异议 无变化 不存在 问题 错误 确实如此 确实',
  '就是这样 这样 如此 实际发生数 实际发生 实际情况 实际工作 实际 来源于 来源 为准 同上 见上 如上',
  '数据 数字 情况 内容 栏目 结果 本年度 本年 以上 上述 该项 此项 本项 该 此 全部 所有',
  // It had to be so.
  '特殊情况 客观原因 历史原因 工作需要 正常波动 正常变化 由于 因为 因 导致 造成 所致 原因 属于 属',
  '按照 根据 依据 按 上级 有关 相关 要求 规定',
  // It may pass.
  '敬请 请 予以 给予 予 通过 采纳 批准 审批 认可 同意 保留 提交 强制 忽略 无需 不用 修改 修正',
  '特此说明 情况说明 说明 解释 系统校验 系统提示 系统 校验 提示 误报 有误 不涉及',
  '并且 与 和 及 对 为 是 的 了 由 无 没有',
  'the these all data figures figure numbers it is are was were has have been and as by us we',
  'verified checked confirmed correct accurate right true reported please accept approve ok none na',
].flatMap((line) => line.split(' '))

const empty = new RegExp([...EMPTY].sort((a, b) => b.length - a.length).join('|'), 'g')

/** 测试测试, 1111. */
const REPEATED = /^(.{1,4}?)\1+$/u

/** Nothing, a single character, or figures that nothing is said of. */
const isEmpty = (said: string): boolean => {
  const left = said.replace(empty, '')
  return [...left].length < 2 || /^\p{N}+$/u.test(left)
}

/**
 * Why an explanation explains nothing, or undefined when it may stand: 核实无误 and its like, a
 * few characters, punctuation, the finding said again, or what was already said of another.
 */
export function whyHollow(
  explanation: string,
  { message, others = [] }: Explained,
): Text | undefined {
  const said = bare(explanation)
  if (said === '') {
    return { zh: '说明没有任何文字', en: 'The explanation says nothing' }
  }
  if (isEmpty(said) || REPEATED.test(said)) {
    return {
      zh: '“核实无误”“情况属实”一类的话没有说明原因，请写明核对了什么、差异从何而来',
      en: 'That it was checked is no reason: say what was compared and where the difference comes from',
    }
  }
  if ([...said].length < LEAST) {
    return {
      zh: `说明不足${LEAST}个字，请写明原因`,
      en: `Fewer than ${LEAST} characters: say why`,
    }
  }
  const told = bare(message)
  if (told !== '' && (told.includes(said) || isEmpty(said.replace(told, '')))) {
    return {
      zh: '说明只是重复了问题本身，请写明原因',
      en: 'The explanation only says the finding again: say why',
    }
  }
  if (others.some((other) => bare(other) === said)) {
    return {
      zh: '同样的说明已用于其他问题或上年，请就本问题写明原因',
      en: 'The same words were given for another finding or last year: explain this one',
    }
  }
  return undefined
}

/** Letters and digits only, in one width and case. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
