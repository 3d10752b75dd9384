import { leadingCells } from '../formats/leading-cells.ts'
import { cellName } from '../formats/names.ts'
import { comparableIn } from '../reports/comparable.ts'
import { printed } from '../reports/content.ts'
import type { Rule } from './rule.ts'
import { tableText } from './table-text.ts'

/** Five times as many as last year, or a fifth: true at times, and worth a second look. */
export const sharpChange: Rule = {
  id: 'sharp-change',
  stage: 'quality',
  aliases: ['PL-JUMP'],
  severity: 'warning',
  title: { zh: '与上年相比变化过大', en: 'Sharply up or down on last year' },
  why: {
    zh: '数量比上年增减五倍以上，可能是统计口径改变、单位填错或多填了一位数。数量较小的增减属正常波动，不提示。',
    en: 'A figure five times last year’s, or a fifth of it, may come of another way of counting, a wrong unit or one digit too many. Small counts go up and down, and are left alone.',
  },
  remedy: {
    zh: '核对台账；确属实际变化的，说明原因，如职权划转、专项行动。',
    en: 'Check the records; if it is so, say why: a power transferred, a campaign.',
  },
  basis: '国办公开办函〔2021〕30号（四）明确责任：内容准确',
  formula:
    'cell(y) / cell(y−1) ≤ 5 and ≥ 0.2 where the larger is at least 50 and the two compare exactly',
  messages: {
    default: {
      zh: '{table} {cell}：上年{left}，本年{right}，{change}',
      en: '{table}, {cell}: {left} last year, {right} this year, {change}',
    },
    notAssessable: {
      zh: '有{count}项上年有较大数字而本年未填，无法比较',
      en: 'Large last year and not stated this year: {count}; they cannot be compared',
    },
  },
  passing: {
    report: { 'proactive.licensing.decisions': 49 },
    lastYear: { 'proactive.licensing.decisions': 2 },
  },
  failing: {
    report: { 'proactive.licensing.decisions': 9487 },
    lastYear: { 'proactive.licensing.decisions': 550 },
  },

  *check({ report, lastYear }) {
    if (lastYear === undefined) return
    const unstated: string[] = []
    const { format } = report
    for (const cell of leadingCells(format)) {
      const before = comparableIn(lastYear, format, cell)
      if (before?.grade !== 'exact' || cell.signed) continue
      const left = printed(cell, before.value)
      const right = printed(cell, report.cells[cell.index] ?? null)
      if (typeof left !== 'number') continue
      if (right === null && left >= LEAST) unstated.push(cell.address)
      if (typeof right !== 'number') continue
      if (Math.max(left, right) < LEAST || (right <= left * FOLD && left <= right * FOLD)) continue
      yield {
        at: [cell.address],
        left,
        right,
        values: {
          table: tableText(format, cell.table),
          cell: cellName(cell),
          change: fold(left, right),
        },
      }
    }
    if (unstated.length > 0) {
      const values = { count: unstated.length }
      yield { message: 'notAssessable', notAssessable: true, at: unstated, values }
    }
  },
}

const FOLD = 5
/** Below this a few cases more or less are many times as many. */
const LEAST = 50

function fold(before: number, now: number) {
  if (before === 0) return { zh: '上年为零', en: 'from none' }
  if (now === 0) return { zh: '降为零', en: 'down to none' }
  const percent = Math.round((now / before) * 100)
  return { zh: `为上年的${percent}%`, en: `${percent}% of last year’s` }
}
