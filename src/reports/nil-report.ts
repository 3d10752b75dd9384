import { cellsOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { passagesOf } from '../formats/passages.ts'
import type { Report } from './report.ts'

/**
 * The sound report of an agency that had nothing to count: every cell a stated zero, and every
 * passage says what the form asks of it. The ground that examples and fixtures change a little.
 */
export function nilReport(format: Format, agency: string, year: number): Report {
  const narrative: Record<string, string> = {}
  for (const { address, section, label } of passagesOf(format)) {
    const heading = label.replace(/^[一二三四五六七八九十]+、/, '')
    narrative[address] =
      section === 'preamble'
        ? `根据《中华人民共和国政府信息公开条例》和${format.order}要求，编制本报告。` +
          `统计期限自${year}年1月1日起至${year}年12月31日止。`
        : `${year}年，${agency}按规定开展“${heading}”有关工作，召开专题会议1次。` +
          asked(format, address)
  }
  return {
    format,
    title: `${agency}${year}年政府信息公开工作年度报告`,
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
    narrative,
    cells: cellsOf(format).map(() => 0),
  }
}

/** One sentence for each element that the section has to speak of, in its first passage. */
function asked(format: Format, address: string): string {
  for (const section of format.sections) {
    if (section.kind !== 'prose') continue
    const first = `narrative.${section.id}${section.parts === undefined ? '' : '.intro'}`
    if (first !== address) continue
    const elements = (section.elements ?? []).map(
      ({ label, words }) => `${label}：办公场所较小，${words[0]}已列入工作安排并逐项落实。`,
    )
    return elements.join('') + (section.fee === undefined ? '' : `未收取${section.fee.label}。`)
  }
  return ''
}
