import type { Cell } from '../../formats/cells.ts'

/** What may be entered in a cell. */
export interface Rule {
  /** Whether an entry in the cell `ref` will do; "/" always will. */
  readonly holds: (ref: string) => string
  readonly message: string
}

export interface Validation {
  readonly ref: string
  readonly rule: Rule
}

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
