import type { Cell } from '../../formats/cells.ts'
import type { CellValue } from '../../reports/report.ts'
import type { Text } from '../../reports/text.ts'
import { isMarked } from './marks.ts'
import { squeeze } from './normalise.ts'

/** A cell's text read, or the reason why not; `odd` when it is not printed as a plain number. */
export type Figure =
  | { readonly value: CellValue; readonly odd: boolean }
  | { readonly reason: Text }

const notApplicable = /^(?:\/|-|—|——|--|–)$/
const numeral =
  /^([+-]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,12}))?(件|宗|条|项|份|次|个|万元|元)?$/

const twoNumbers = /\d[.,、]?\s+[\d.,]/u

/** Whether the text could stand in a cell for figures, rather than be words. */
export const looksLikeFigure = (text: string): boolean => {
  if (/^\d{1,9}$/.test(text)) return true
  const bare = squeeze(text)
  return bare.length <= 40 && (notApplicable.test(bare) || numeral.test(bare))
}

export type Unit = '元' | '万元'

/** FEN: 分 in one 元. */
const FEN_OF_YUAN = 100
const YUAN_OF_WAN = 10_000

/** Reads what stands in a cell. `units` are the units of money its labels print, if any. */
export function readFigure(text: string, cell: Cell, units: readonly Unit[]): Figure {
  if (twoNumbers.test(text)) return refuse('此格有不止一个数字', 'More than one number stands here')
  if (isMarked(text)) return refuse('数字旁有注码', 'The mark of a note stands beside the number')
  const bare = squeeze(text)
  if (bare === '') return { value: null, odd: false }
  if (notApplicable.test(bare)) return { value: 'n/a', odd: false }
  const parts = numeral.exec(bare)
  if (parts === null) return refuse('这里不是一个数字', 'This is not one number')
  const [, sign = '', digits = '', decimals = '', suffix = ''] = parts
  if (/^0\d/.test(digits)) {
    return refuse(
      '数字以 0 开头，可能是几个格的数字连在一起',
      'Leading zeros: cells may be glued together',
    )
  }
  if (sign !== '' && !cell.signed) {
    return refuse('此格不能带正负号', 'No sign can stand in this cell')
  }
  const whole = Number(digits.replaceAll(',', ''))
  if (cell.unit === 'fen') return money(whole, decimals, suffix === '' ? units : [...units, suffix])
  if (suffix === '元' || suffix === '万元') {
    return refuse('此格是件数，却写了金额', 'A sum of money stands where a count belongs')
  }
  if (/[1-9]/.test(decimals)) return refuse('件数不能带小数', 'A count cannot have decimals')
  const odd = digits.includes(',') || decimals !== '' || suffix !== '' || text.trim() !== bare
  return { value: (sign === '-' ? -whole : whole) + 0, odd }
}

function money(whole: number, decimals: string, units: readonly string[]): Figure {
  const [unit] = units
  const places = unit === '元' ? 2 : 6
  const digits = decimals.replace(/0+$/, '')
  if (digits.length > places) {
    return refuse('金额不足一分', 'The sum is finer than one 分')
  }
  const zero = whole === 0 && digits === ''
  if (zero) return { value: 0, odd: decimals !== '' }
  if (units.some((other) => other !== unit)) {
    return refuse('金额的单位前后不一（元、万元）', 'Its labels and the sum name different units')
  }
  if (unit !== '元' && unit !== '万元') {
    return refuse('金额没有写明单位（元或万元）', 'The sum states no unit: it may be 元 or 万元')
  }
  const scale = unit === '元' ? FEN_OF_YUAN : FEN_OF_YUAN * YUAN_OF_WAN
  const value = whole * scale + Number(digits.padEnd(places, '0'))
  if (!Number.isSafeInteger(value)) return refuse('金额过大', 'The sum is too large')
  return { value, odd: false }
}

const refuse = (zh: string, en: string): Figure => ({ reason: { zh, en } })
