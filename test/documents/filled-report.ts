import { type Cell, cellsOf, identitiesOf } from '../../src/formats/cells.ts'
import type { Format } from '../../src/formats/format.ts'
import type { CellValue, Report } from '../../src/reports/report.ts'

// Our own sentences, in the shape of a real report.
const narrative = {
  'narrative.preamble':
    '本报告按照《中华人民共和国政府信息公开条例》和年度报告格式的要求编制。所列数据的统计期限自2024年1月1日起至2024年12月31日止。',
  'narrative.overview.intro': '2024年，云溪县档案局围绕档案开放与利用做好政府信息公开工作。',
  'narrative.overview.proactive':
    '1.主动公开方面。全年在县政府网站公开信息37条，其中财政预决算6条。\n及时公布了馆藏开放目录。',
  'narrative.overview.onRequest': '2.依申请公开方面。申请的收到与办理情况见第三部分。',
  'narrative.overview.management': '每季度清理一次目录，已失效的文件注明“失效”<及日期>。',
  'narrative.overview.platform': '网站专栏与阅览室公开查阅点同步更新。',
  'narrative.overview.supervision': '组织培训2次，共45人次参加。',
  'narrative.problems': '目录更新仍有迟延。下一年将每月核对一次。',
  'narrative.other': '本年度未收取信息处理费。',
}

/**
 * A report in which every total holds, with many zeros and 规章 not applicable; whether it is
 * plausible is not what printing is about. `changes` name cells.
 */
export function filledReport(
  format: Format,
  changes: Readonly<Record<string, CellValue>> = {},
): Report {
  const cells: CellValue[] = cellsOf(format).map((cell) => part(cell))
  for (const { kind, left, right } of identitiesOf(format)) {
    const whole = left[0]?.cell
    if (kind !== 'total' || whole === undefined) continue
    cells[whole.index] = right.reduce((sum, { cell }) => sum + Number(cells[cell.index]), 0)
  }
  for (const cell of cellsOf(format)) {
    const change = changes[cell.address]
    if (change !== undefined) cells[cell.index] = change
  }
  return {
    format,
    title: '云溪县档案局2024年政府信息公开工作年度报告',
    period: { from: '2024-01-01', to: '2024-12-31' },
    narrative,
    cells,
  }
}

function part(cell: Cell): CellValue {
  if (cell.needs === 'ruleMaking') return 'n/a'
  if (cell.unit === 'fen') return 9_632_110
  if (cell.signed) return -(cell.index % 3)
  return cell.index % 4 === 0 ? 1 + (cell.index % 7) : 0
}
