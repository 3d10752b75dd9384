import type { Cell } from '../formats/cells.ts'
import { leadingCells } from '../formats/leading-cells.ts'
import { cellName } from '../formats/names.ts'
import { comparableIn } from '../reports/comparable.ts'
import { printed } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'
import type { Defect, Member, Rule } from './rule.ts'
import { tableText } from './table-text.ts'

/** A government's report is the sum of those below it, and no less than any of them. */
export const rollUpMismatch: Rule = {
  id: 'roll-up-mismatch',
  stage: 'arithmetic',
  aliases: ['AG-SUM', 'AG-MEMBER'],
  severity: 'warning',
  title: { zh: '汇总数与所属各机关年报不符', en: 'Differs from the sum of its members' },
  why: {
    zh: '政府年报的数字由所属部门和乡镇（街道）年报汇总而成。汇总数与各机关之和不同，或者小于其中一个机关，说明漏汇、重汇或者汇总后又有更正。',
    en: 'A government’s figures are added up from its departments and townships. Where they differ from the sum, or fall short of a single member, a report was left out, counted twice or corrected afterwards.',
  },
  remedy: {
    zh: '对照各机关定稿年报重新汇总；转办、联合制发等造成的差异，说明情况。',
    en: 'Add up again from the reports as they stand; explain transfers and joint documents.',
  },
  basis: '条例第四十九条；国办发〔2014〕32号（逐级汇总）',
  formula: 'cell = Σ members’ cells, for every count and sum of money; cell ≥ any member’s cell',
  messages: {
    default: {
      zh: '{table} {cell}：汇总年报为{left}，{count}个机关之和为{right}，差{difference}',
      en: '{table}, {cell}: the roll-up says {left}, {count} members add up to {right}, difference {difference}',
    },
    member: {
      zh: '{table} {cell}：汇总年报为{left}，而{member}一家即为{right}',
      en: '{table}, {cell}: the roll-up says {left}, {member} alone has {right}',
    },
    notAssessable: {
      zh: '{missing}个机关没有年报（{members}），汇总数无法核对',
      en: '{missing} members have no report ({members}); the sums cannot be checked',
    },
    notStated: {
      zh: '有{missing}项在汇总年报或所属机关年报中未填，汇总数无法核对',
      en: '{missing} figures are not stated in the roll-up or by a member; they cannot be checked',
    },
  },
  passing: {
    report: { 'applications.received.total': 5 },
    members: [
      { id: 'a', name: '城南镇', report: { 'applications.received.total': 2 } },
      { id: 'b', name: '城北镇', report: { 'applications.received.total': 3 } },
    ],
  },
  failing: {
    report: { 'applications.received.total': 4 },
    members: [
      { id: 'a', name: '城南镇', report: { 'applications.received.total': 2 } },
      { id: 'b', name: '城北镇', report: { 'applications.received.total': 3 } },
    ],
  },

  *check({ report, members = [] }) {
    if (members.length === 0) return
    const missing = members.filter((member) => member.report === undefined)
    if (missing.length > 0) {
      const names = missing
        .slice(0, 5)
        .map(({ name }) => name)
        .join('、')
      yield {
        message: 'notAssessable',
        notAssessable: true,
        at: ['members'],
        fact: missing.map(({ id }) => id).join(),
        values: { missing: missing.length, members: missing.length > 5 ? `${names}…` : names },
      }
    }
    const unstated: string[] = []
    for (const cell of leadingCells(report.format)) {
      const sums = sumsOf(report, cell, members)
      if (sums.open) unstated.push(cell.address)
      yield* differences(report, cell, sums, missing.length === 0 && !cell.stock && !sums.open)
    }
    if (unstated.length > 0) {
      yield {
        message: 'notStated',
        notAssessable: true,
        at: unstated,
        values: { missing: unstated.length },
      }
    }
  },
}

interface Sums {
  readonly own: number | undefined
  readonly sum: number
  readonly count: number
  /** The roll-up or a member does not state the cell. */
  readonly open: boolean
  readonly largest?: { readonly member: Member; readonly figure: number }
}

function sumsOf(report: Report, cell: Cell, members: readonly Member[]): Sums {
  const own = report.cells[cell.index] ?? null
  let open = own === null
  let sum = 0
  let count = 0
  let largest: Sums['largest']
  for (const member of members) {
    const stated = member.report && comparableIn(member.report, report.format, cell)
    if (stated === undefined) continue
    if (stated.value === null) open = true
    if (typeof stated.value !== 'number') continue
    sum += stated.value
    count++
    if (stated.value > (largest?.figure ?? 0)) largest = { member, figure: stated.value }
  }
  return {
    own: typeof own === 'number' ? own : undefined,
    sum,
    count,
    open,
    ...(largest && { largest }),
  }
}

function* differences(
  { format }: Report,
  cell: Cell,
  { own, sum, count, largest }: Sums,
  whole: boolean,
): Generator<Defect> {
  if (own === undefined || cell.signed || count === 0) return
  const paper = (figure: number) => printed(cell, figure) as number
  const values = { table: tableText(format, cell.table), cell: cellName(cell), count }
  const at = [cell.address]
  if (largest !== undefined && own < largest.figure) {
    const { name, id } = largest.member
    yield {
      message: 'member',
      severity: 'info',
      at,
      fact: id,
      left: paper(own),
      right: paper(largest.figure),
      values: { ...values, member: name },
    }
  }
  if (whole && own !== sum) {
    yield {
      at,
      left: paper(own),
      right: paper(sum),
      values: { ...values, difference: paper(Math.abs(own - sum)) },
    }
  }
}
