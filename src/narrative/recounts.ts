import { onceInARow } from '../formats/once.ts'
import type { Reading } from './reading.ts'

/**
 * What is taken out of a count or put into it besides what the tables hold, what is only expected,
 * and what is an instance: such a number may be right without being the table's.
 */
const TAKEN_OUT =
  /合并|归并|去重|剔除|核减|扣除|撤回|撤销|撤件|重复(?!申请|\d)|作废|无效|不符合|非政府信息公开|误报|不含|不包括|未计入|不计入|预计|计划|力争|目标|例如|比如|为例/
/** 截至11月底, 1至10月, 前三季度: the tables are of whole years. */
const PART_OF_YEAR =
  /截[至止](?:\d{4}年)?(?:1[01]|[1-9])月|(?:至|到|-|—|~)(?:1[01]|[1-9])月|前(?:[一二三两]|\d)个?(?:季度|月)|[上下]半年|\d月(?:以来|份|起)/
/** 在养老服务领域，收到…; 就线路审批，收到…: the clause before says of what. */
const OF_A_FIELD =
  /(?:领域|环节|专项|(?<!报告)期间|(?<!公开)(?:工作|过程|活动|行动|业务)中)[，,]|(?:^|[，,；])(?:就|围绕|针对|对于|关于|涉及)[^，,。；\d]{2,30}[，,]/
/** 行政诉讼35件，其中政府信息公开类2件: what is counted first is more than disclosure. */
const OF_WIDER = /其中[^，。；\d]{0,10}信息公开[类的]/
/** Directly behind a number: （含转办15件）, 含上年未办结的. */
const PUT_IN = /^[，,]?[（(]?(?:含|包含|包括|连同|加上)(?!上年度?结转)/
/** 件次, 宗次: what is counted are times. */
const TIMES = /次$/

/** What is said anywhere in a sentence bears on all its numbers, and is looked for once. */
const saysOtherwise = onceInARow(({ folded: { text } }: Reading): boolean =>
  [TAKEN_OUT, PART_OF_YEAR, OF_A_FIELD, OF_WIDER].some((words) => words.test(text)),
)

/**
 * Whether a number may count otherwise than the tables do, and so contradicts nothing. How disputes
 * end does not hang on which applications were counted.
 */
export const countsOtherwise = (
  reading: Reading,
  { end, text }: { readonly end: number; readonly text: string },
  isDisputed = false,
): boolean =>
  TIMES.test(text) ||
  (!isDisputed && saysOtherwise(reading)) ||
  PUT_IN.test(reading.folded.text.slice(end, end + 10))
