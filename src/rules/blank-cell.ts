import { type Cell, cellsOf, tablesOf } from '../formats/cells.ts'
import type { Format } from '../formats/format.ts'
import { columnName, rowNumber } from '../formats/names.ts'
import { once } from '../formats/once.ts'
import type { CellValue } from '../reports/report.ts'
import type { Defect, Rule, Subject } from './rule.ts'
import { tableText } from './table-text.ts'

/** A blank is not a zero, "/" is for bodies without the power, and a count is a whole number. */
export const blankCell: Rule = {
  id: 'blank-cell',
  stage: 'syntactical',
  aliases: ['FM-BLANK', 'FM-NUM'],
  severity: 'warning',
  title: { zh: '单元格空白或不是数字', en: 'A cell is blank or holds no figure' },
  why: {
    zh: '空白既可能是零，也可能是漏填，汇总时无法判断；“/”只用于本机关没有相应职权的栏目；件数为不小于零的整数。',
    en: 'A blank may be a zero or an omission, and nobody who adds reports up can tell; "/" is for bodies without the power; a count is a whole number not below zero.',
  },
  remedy: {
    zh: '没有发生的填“0”；没有相应职权的填“/”；其余填实际数字，不带单位。',
    en: 'Write 0 where nothing occurred, "/" where the body has no such power, and otherwise the figure without a unit.',
  },
  basis: '国办公开办函〔2021〕30号 表二至表四',
  formula: 'in a table that states any figure every cell is stated; counts are whole numbers ≥ 0',
  messages: {
    default: {
      zh: '{table}有{count}个单元格空白：{cells}',
      en: '{table}, blank cells: {count} ({cells})',
    },
    notApplicable: {
      zh: '{table}有{count}个单元格填“/”，但该栏目任何机关都可能发生：{cells}',
      en: '{table}, cells with "/" where every body may have something to count: {count} ({cells})',
    },
    noCount: {
      zh: '{table}有{count}个单元格不是不小于零的整数：{cells}',
      en: '{table}, cells that hold no whole number of at least zero: {count} ({cells})',
    },
    unread: {
      zh: '单元格内容“{quote}”不是规范的数字',
      en: '“{quote}” is not a figure in its proper form',
    },
  },
  passing: { report: { 'proactive.regulations.issued': 'n/a' } },
  failing: { report: { 'disputes.litigation.direct.pending': null } },

  *check(subject) {
    const { format, cells } = subject.report
    for (const { id, its } of tablesWithCells(format)) {
      const value = (cell: Cell) => cells[cell.index] ?? null
      const stated = its.some((cell) => value(cell) !== null)
      if (stated) yield* named(subject, id, its, value, (_, value) => value === null)
      yield* named(subject, id, its, value, inapplicable(subject), 'notApplicable')
      yield* named(subject, id, its, value, noCount, 'noCount', 'error')
    }
    for (const { kind, at, quote } of subject.oddities ?? []) {
      if (kind !== 'number') continue
      yield { message: 'unread', at: at === undefined ? [] : [at], quote, values: { quote } }
    }
  },
}

const tablesWithCells = once((format: Format) =>
  tablesOf(format).map(({ id }) => ({
    id,
    its: cellsOf(format).filter((cell) => cell.table === id),
  })),
)

type Test = (cell: Cell, value: CellValue) => boolean

/** "/" stands where a power is needed that the body does not hold. */
const inapplicable =
  ({ filer }: Subject): Test =>
  ({ needs }, value) =>
    value === 'n/a' &&
    (needs === undefined || (needs === 'ruleMaking' && filer?.ruleMaking === true))

const noCount: Test = ({ signed }, value) =>
  typeof value === 'number' && (!Number.isSafeInteger(value) || (value < 0 && !signed))

/** One defect for all such cells of a table: a blank form is one fact, not two hundred. */
function* named(
  { report }: Subject,
  table: string,
  cells: readonly Cell[],
  value: (cell: Cell) => CellValue,
  test: Test,
  message = 'default',
  severity: Defect['severity'] = 'warning',
): Generator<Defect> {
  const found = cells.filter((cell) => test(cell, value(cell)))
  if (found.length === 0) return
  const names = found.slice(0, 5).map(shortName).join('、')
  yield {
    message,
    severity,
    at: found.map(({ address }) => address),
    values: {
      table: tableText(report.format, table),
      count: found.length,
      cells: found.length > 5 ? `${names}…` : names,
    },
  }
}

/** 三（六）1／自然人: the labels in full would fill the page. */
const shortName = (cell: Cell): string => `${rowNumber(cell)}／${columnName(cell)}`
