import type { Format } from '../../src/formats/format.ts'
import type { Figures } from './figures.ts'
import { randomFor } from './random.ts'

const channels = ['便民服务窗口', '村务公开栏', '热线电话', '办事大厅电子屏', '政务新媒体']
const shortfalls = [
  '政策解读的形式比较单一，图解和短视频不多',
  '基层窗口人员对答复时限掌握得不牢',
  '历史文件的数字化整理进度偏慢',
  '栏目之间有重复发布的内容，查找不便',
  '依申请公开答复文书的说理不够充分',
]

/** What the report says beside its tables, in agreement with them. */
export function narrativeFor(
  format: Format,
  { id, name, year }: { readonly id: string; readonly name: string; readonly year: number },
  figures: Figures,
): Readonly<Record<string, string>> {
  const random = randomFor(`${id} ${year} text`)
  const one = (list: readonly string[]) => list[random.between(0, list.length - 1)] ?? ''
  const figure = (address: string) => figures[`applications.${address}.total`] ?? 0
  const received = figure('received')
  const asked =
    received === 0
      ? '本年度未收到政府信息公开申请。'
      : `全年新收政府信息公开申请${received}件，结转下年度继续办理${figure('carriedOut')}件。`
  return {
    'narrative.preamble': `根据《中华人民共和国政府信息公开条例》和${format.order}要求，${name}编制本报告。统计期限自${year}年1月1日起至${year}年12月31日止。`,
    'narrative.overview.intro': `${year}年，${name}把公开工作列入年度要点，召开专题会议${random.between(1, 4)}次，工作考核、社会评议和责任追究均按制度执行。`,
    'narrative.overview.proactive': `主动公开方面，通过政府网站和${one(channels)}发布各类信息${random.between(40, 900)}条。`,
    'narrative.overview.onRequest': `依申请公开方面，${asked}`,
    'narrative.overview.management': `政府信息管理方面，对历年文件逐份核对属性，由${name}办公室统一登记。`,
    'narrative.overview.platform': `公开平台建设方面，调整栏目${random.between(1, 9)}个，${one(channels)}同步更新。`,
    'narrative.overview.supervision': `监督保障方面，组织业务培训${random.between(1, 6)}场。`,
    'narrative.problems': `针对上年度指出的问题，${name}已逐条整改。目前存在的主要问题：${one(shortfalls)}。下一步将明确责任股室，按季检查，改进不到位的环节。`,
    'narrative.other': '本年度未收取信息处理费，没有其他需要报告的事项。',
  }
}
