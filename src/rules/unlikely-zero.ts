import { type Cell, cellsOf, tablesOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { leadingCells } from '../formats/leading-cells.ts'
import { cellName } from '../formats/names.ts'
import { once } from '../formats/once.ts'
import { LEAST_PEERS } from '../reports/peers.ts'
import type { Report } from '../reports/report.ts'
import type { Rule } from './rule.ts'

/** Zero is a figure like others; where everybody else has many, it may be an omission. */
export const unlikelyZero: Rule = {
  id: 'unlikely-zero',
  stage: 'quality',
  aliases: ['PL-ZERO', 'PL-ZEROPEER'],
  severity: 'info',
  title: { zh: '全部为零，或同类机关多不为零', en: 'All zero, or zero where others are not' },
  why: {
    zh: '小机关全年没有申请和争议是合法的；但上年有而本年全无，或同类机关普遍有上百件而本机关为零，可能是漏填。',
    en: 'A small body may have no request and no dispute all year. But where it had some last year, or its peers have a hundred, a zero may be an omission.',
  },
  remedy: {
    zh: '核对台账，确认没有漏填；上年不为零的，说明情况。',
    en: 'Check that nothing was left out; where last year was not zero, say what changed.',
  },
  basis: '国办公开办函〔2021〕30号（四）明确责任：内容全面',
  formula:
    'not all cells of the tables with totals are 0; a cell is not 0 where the median of at least 5 peers exceeds 100',
  messages: {
    default: {
      zh: '{tables}全部为零',
      en: 'Every cell of {tables} is zero',
    },
    unlikeLastYear: {
      zh: '{tables}全部为零，而上年不是',
      en: 'Every cell of {tables} is zero, and last year it was not',
    },
    unlikePeers: {
      zh: '{cell}为零，{count}个同类机关的中位数为{right}',
      en: '{cell} is zero; the median of {count} bodies of its kind is {right}',
    },
  },
  passing: {
    report: { 'applications.received.total': 1 },
    peers: { count: 4, medians: { 'proactive.licensing.decisions': 900 } },
  },
  failing: {},

  *check({ report, lastYear, peers }) {
    const { format } = report
    const counted = countedTables(format)
    if (allZero(report, counted)) {
      const tables = [...new Set(counted.map(({ table }) => table))]
      const fell = lastYear !== undefined && !allZero(lastYear, countedTables(lastYear.format))
      yield {
        ...(fell && { message: 'unlikeLastYear', severity: 'warning' as const }),
        at: tables,
        values: {
          tables: tablesOf(format)
            .filter(({ id }) => tables.includes(id))
            .map(({ heading }) => `“${heading}”`)
            .join(''),
        },
      }
    }
    if (peers === undefined || peers.count < LEAST_PEERS) return
    for (const cell of leadingCells(format)) {
      const median = peers.medians[cell.address] ?? 0
      if (median <= MANY || report.cells[cell.index] !== 0) continue
      yield {
        message: 'unlikePeers',
        at: [cell.address],
        left: 0,
        right: median,
        values: { cell: cellName(cell), count: peers.count },
      }
    }
  },
}

const MANY = 100

/** The cells of the tables that have totals: what is counted case by case. */
const countedTables = once((format: Format): readonly Cell[] => {
  const tables = new Set(cellsOf(format).flatMap(({ total, table }) => (total ? [table] : [])))
  return cellsOf(format).filter(({ table }) => tables.has(table))
})

const allZero = (report: Report, cells: readonly Cell[]): boolean =>
  cells.every(({ index }) => report.cells[index] === 0)
