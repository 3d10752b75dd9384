/**
 * How real reports print what the forms print otherwise. Found words on the left, the form's own
 * on the right; both are compared without numbering, brackets, spaces and punctuation.
 */
export const labelVariants: Readonly<Record<string, string>> = {
  合计: '总计',
  本年度新收政府信息公开申请数量: '本年新收政府信息公开申请数量',
  上年度结转政府信息公开申请数量: '上年结转政府信息公开申请数量',
  结转下年继续办理: '结转下年度继续办理',
  结转至下年度继续办理: '结转下年度继续办理',
  转结下年度继续办理: '结转下年度继续办理',
  规范性文件: '行政规范性文件',
  行政规范性文件: '规范性文件',
  规范性档案: '规范性文件',
  上一年项目数: '上一年项目数量',
  其他法律法规禁止公开: '其他法律行政法规禁止公开',
  其他法律行政法规规定禁止公开: '其他法律行政法规禁止公开',
}

/** Words a form prints in its table heads that are no column of figures. */
export const furniture: readonly string[] = ['信息内容', '申请人情况']

/** What the column of a table is headed that only counts its rows. */
export const serialWords: readonly string[] = ['序号', '编号', '行号', '行次', '代码', '项目代码']

/** What a column beside the figures is headed that says something about them. */
export const remarkWords: readonly string[] = ['备注', '说明', '备注说明', '填报说明', '情况说明']

/** Sections by their words, where the heading is not the form's own. */
export const headingVariants: Readonly<Record<string, readonly string[]>> = {
  overview: ['概述', '基本情况', '总体工作情况', '工作总体情况', '政府信息公开工作总体情况'],
  proactive: ['主动公开政府信息的情况', '政府信息主动公开情况'],
  applications: ['收到和处理政府信息公开申请的情况', '政府信息公开申请情况'],
  disputes: [
    '因政府信息公开工作被申请行政复议提起行政诉讼情况',
    '因政府信息公开工作被申请行政复议提起行政诉讼的情况',
    '政府信息公开行政复议和行政诉讼情况',
    '政府信息公开行政复议及行政诉讼情况',
  ],
  problems: [
    '政府信息公开工作存在的主要问题及改进情况',
    '存在问题及改进情况',
    '存在的问题及改进情况',
    '存在的主要问题和改进情况',
    '存在的主要问题和改进措施',
    '存在的问题和改进情况',
    '存在问题和改进情况',
    '存在问题和改进措施',
    '存在的主要问题及改进措施',
    '存在的问题及改进措施',
  ],
  other: [
    '其他需要报告事项',
    '其他需要报告的情况',
    '其他需要说明的事项',
    '需要报告的其他事项',
    '其它需要报告的事项',
  ],
}

/** Words that name a part of section one where no part is named by its own. */
export const partVariants: Readonly<Record<string, readonly string[]>> = {
  management: ['信息资源', '规范管理', '信息的管理'],
  platform: ['平台', '载体', '渠道', '新媒体', '网站'],
  supervision: ['监督', '考核', '评议', '责任追究', '培训', '保障'],
}

/** Instructions of templates that nobody deleted. */
export const leftovers: readonly string[] = ['该部分以表格形式报告', '点击输入', '（单位名称）']
