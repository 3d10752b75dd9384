import type { Cell } from '../../formats/cells.ts'
import type { FormCell } from '../form.ts'

/** What may be entered in a cell. */
export interface Rule {
  /** Whether an entry in the cell `ref` will do; "/" always will. */
  readonly holds: (ref: string) => string
  readonly message: string
}

/** A rectangle of cells under one rule, said for its first cell. */
export interface Validation {
  readonly first: Spot
  readonly last: Spot
  readonly rule: Rule
}
type Spot = Pick<FormCell, 'row' | 'column' | 'colSpan'>

const or = (number: (ref: string) => string) => (ref: string) =>
  `IF(ISNUMBER(${ref}),${number(ref)},${ref}="/")`

const count: Rule = {
  holds: or((ref) => `AND(${ref}>=0,${ref}=INT(${ref}))`),
  message: '请填写不小于0的整数；不适用填“/”，未统计留空。',
}
const change: Rule = {
  holds: or((ref) => `${ref}=INT(${ref})`),
  message: '请填写整数，减少填负数；不适用填“/”，未统计留空。',
}
const money: Rule = {
  holds: or((ref) => `AND(${ref}>=0,ABS(${ref}*1000000-ROUND(${ref}*1000000,0))<0.001)`),
  message: '请填写不小于0的金额（万元，至多六位小数）；不适用填“/”，未统计留空。',
}

export const ruleFor = ({ unit, signed }: Cell): Rule =>
  unit === 'fen' ? money : signed ? change : count

/** As few rectangles as stretches along the rows, and then down the columns, make. */
export function rectangles(cells: Iterable<Validation>): readonly Validation[] {
  const along = joined(
    cells,
    (a, b) => a.last.row === b.first.row && a.last.column + a.last.colSpan === b.first.column,
  )
  return joined(
    along,
    (a, b) =>
      a.last.row + 1 === b.first.row &&
      a.first.column === b.first.column &&
      a.last.column === b.last.column,
  )
}

function joined(
  cells: Iterable<Validation>,
  next: (a: Validation, b: Validation) => boolean,
): readonly Validation[] {
  const out: Validation[] = []
  for (const cell of cells) {
    const before = out.at(-1)
    if (before?.rule === cell.rule && next(before, cell)) {
      out[out.length - 1] = { ...before, last: cell.last }
    } else out.push(cell)
  }
  return out
}
