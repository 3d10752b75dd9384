/** What applications, documents and decisions are counted in. */
export const caseUnits = [
  '件次',
  '宗次',
  '件',
  '份',
  '宗',
  '起',
  '例',
  '条',
  '项',
  '个',
  '次',
  '部',
  '案',
] as const

/** What other things of a report are counted in; also what makes a Chinese numeral a number. */
const otherUnits = [
  '个百分点',
  '个工作日',
  '个月',
  '小时',
  '分钟',
  '人次',
  '条次',
  '场次',
  '篇次',
  '元',
  '篇',
  '期',
  '场',
  '则',
  '人',
  '名',
  '家',
  '批',
  '页',
  '字',
  '天',
  '户',
  '张',
  '处',
  '幅',
  '倍',
  '成',
  '类',
  '位',
  '册',
  '所',
  '笔',
] as const

const units: readonly string[] = [...otherUnits, ...caseUnits].sort((a, b) => b.length - a.length)

const byFirst = new Map<string, string[]>()
for (const unit of units) {
  const first = unit.charAt(0)
  byFirst.set(first, [...(byFirst.get(first) ?? []), unit])
}

/** The unit at a place of folded text; empty where there is none. */
export const unitAt = (text: string, at: number): string =>
  byFirst.get(text.charAt(at))?.find((unit) => text.startsWith(unit, at)) ?? ''

export const isUnit = (text: string, at: number): boolean => unitAt(text, at) !== ''

export const isCaseUnit = (unit: string): boolean => caseUnits.some((known) => known === unit)
