import type { CellObject, SheetData } from 'write-excel-file/node'
import { passagesOf } from '../../formats/passages.ts'
import type { Report } from '../../reports/report.ts'
import { type Drawn, lineHeight } from './excel-sheet.ts'
import { excelText, linesIn, piecesOf } from './excel-text.ts'
import type { About } from './printer.ts'

const width = 96
const border = { borderStyle: 'thin', borderColor: '#000000' } as const
const text = { ...border, alignVertical: 'top', wrap: true } as const

/** Everything of a report but its tables: one line each, the content under the name beside it. */
export function drawReport(report: Report, { agency, year }: About): Drawn {
  const names = new Map<string, string>()
  const data: SheetData = [
    [
      {
        value: '政府信息公开工作年度报告',
        fontWeight: 'bold',
        align: 'center',
        alignVertical: 'center',
        columnSpan: 2,
        height: 28,
      },
    ],
  ]
  const add = (label: string, name: string, value: string | number | null) => {
    const first = data.length + 1
    for (const piece of piecesOf(String(value ?? ''))) {
      const content: CellObject =
        typeof value === 'number'
          ? { ...text, type: Number, value, align: 'left' }
          : { ...text, type: String, format: '@', ...(piece !== '' && { value: excelText(piece) }) }
      const height = Math.min(400, lineHeight * linesIn(piece, width - 2) + 4)
      data.push([{ ...text, value: label, height }, content])
    }
    const last = data.length
    names.set(name, `$B$${first}${last > first ? `:$B$${last}` : ''}`)
  }

  add('格式', 'format', report.format.version)
  add('机关', 'report.agency', agency)
  add('年度', 'report.year', year)
  add('标题', 'title', report.title)
  add('统计期限起', 'period.from', report.period?.from ?? null)
  add('统计期限止', 'period.to', report.period?.to ?? null)
  for (const { address, label } of passagesOf(report.format)) {
    add(label, address, report.narrative[address] ?? null)
  }
  const none = {
    landscape: false,
    sticky: { rows: 1, columns: 1 },
    validations: [],
    cached: new Map(),
  }
  return { name: '文字内容', data, widths: [24, width], names, ...none }
}
