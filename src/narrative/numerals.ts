import {
  arabic,
  chineseNumber,
  isChineseDigit,
  isPositional,
  multiplierOf,
} from './chinese-number.ts'
import { digitsFrom, isDigit } from './digits.ts'
import { base, type Numeral, other, year } from './numeral.ts'
import { isUnit, unitAt } from './units.ts'

/** Every number in folded text. */
export function* numeralsIn(text: string): Generator<Numeral> {
  for (let i = 0; i < text.length; i++) {
    const numeral = numeralAt(text, i)
    if (numeral === undefined) continue
    yield numeral
    i = numeral.end - 1
  }
}

/** The number that begins at a place of folded text. */
export function numeralAt(text: string, start: number): Numeral | undefined {
  const char = text.charAt(start)
  if (isDigit(char)) return arabicAt(text, start)
  if (text.startsWith('百分之', start)) return percentageAt(text, start)
  const half = halves.find((word) => text.startsWith(word, start))
  if (half !== undefined) return halfAt(text, start, half)
  if (!isChineseDigit(char)) return undefined
  const tenth = tenthsAt(text, start)
  if (tenth !== undefined) return tenth
  return text.startsWith('分之', start + 1) ? fractionAt(text, start) : chineseAt(text, start)
}

function arabicAt(text: string, start: number): Numeral {
  const digits = digitsFrom(text, start)
  if (digits.joined) return other(start, digits.end)
  const { value, decimals } = digits
  if (Number.isNaN(value)) return other(start, digits.end)
  const next = text.charAt(digits.end)
  if (value >= 1900 && value <= 2100 && next === '年')
    return year(text, start, digits.end + 1, value)
  if (isPartOfName(text, start, digits.end)) return other(start, digits.end)
  return withUnit(text, start, digits.end, value, decimals)
}

const chainBefore = '-.:/'
const nameAfter = '号日月时分秒岁楼层路室版届〕]'

/** Ordinals, document and list numbers, dates, letters and digits in one. */
function isPartOfName(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1)
  const after = text.charAt(end)
  if (before === '第' || before === '〔' || before === '[') return true
  if (isLetter(before) || (isLetter(after) && after !== '%')) return true
  if (before !== '' && chainBefore.includes(before) && start > 1) {
    if (!(before === '-' && !isDigit(text.charAt(start - 2)))) return true
  }
  if (after !== '' && nameAfter.includes(after)) return true
  if (after === '年') return true
  if (before === '（' && after === '）') return true
  if (after === '.') return true
  return '、）'.includes(after || ' ') && isListPlace(text, start)
}

/** Where "2、" or "3）" numbers an item: at the start, and behind the end of a clause. */
const isListPlace = (text: string, start: number): boolean =>
  start === 0 || '。；：！？'.includes(text.charAt(start - 1))

const isLetter = (char: string): boolean => /^[A-Za-z]$/.test(char)

/** 九千九百九十九亿九千九百九十九万九千九百九十九 and one to spare. */
const mostChineseDigits = 24

function chineseAt(text: string, start: number): Numeral | undefined {
  let end = start
  while (isChineseDigit(text.charAt(end))) end++
  if (end - start > mostChineseDigits) return other(start, end)
  const written = text.slice(start, end)
  if (isPositional(written)) {
    if (written.length === 4 && text.charAt(end) === '年') {
      return year(text, start, end + 1, Number(arabic(written)))
    }
  }
  if (text.charAt(start - 1) === '第') return other(start, end)
  // 统一, 一步, 十分: only what is counted is a number.
  const margin = '余多来几'.includes(text.charAt(end) || ' ') ? end + 1 : end
  if (!isUnit(text, margin)) return undefined
  const value = chineseNumber(written)
  if (value === undefined || Number.isNaN(value)) {
    const spoken = withUnit(text, start, end, 0, 0)
    return { ...spoken, approximate: true }
  }
  return withUnit(text, start, end, value, 0)
}

function percentageAt(text: string, start: number): Numeral | undefined {
  const from = start + 3
  if (isDigit(text.charAt(from))) {
    const { end, value, decimals, joined } = digitsFrom(text, from)
    if (joined || Number.isNaN(value)) return other(start, end)
    return { ...base(text, start, end, value), kind: 'percent', unit: '%', decimals }
  }
  let end = from
  while (isChineseDigit(text.charAt(end)) && end - from < mostChineseDigits) end++
  const value = chineseNumber(text.slice(from, end))
  if (end === from || value === undefined || Number.isNaN(value)) return undefined
  return { ...base(text, start, end, value), kind: 'percent', unit: '%', decimals: 0 }
}

/** What a percentage is given in that is not written as one. */
export const fraction = '分之'

/** 三分之一, 四分之三. */
function fractionAt(text: string, start: number): Numeral | undefined {
  const [whole, part] = [start, start + 3].map((at) => chineseNumber(text.charAt(at)))
  if (!whole || !part || part > whole || isChineseDigit(text.charAt(start + 4))) return undefined
  const found = base(text, start, start + 4, (100 * part) / whole)
  return { ...found, kind: 'percent', unit: fraction }
}

/** 一半, 半数, 过半. */
const halves = ['一半', '半数', '过半']

function halfAt(text: string, start: number, half: string): Numeral {
  const found = base(text, start, start + half.length, 50)
  const over = half === '过半' ? ({ approximate: true, bound: 'over' } as const) : {}
  return { ...found, kind: 'percent', unit: fraction, ...over }
}

/** 四成, 八成五; 一成立 is none. */
function tenthsAt(text: string, start: number): Numeral | undefined {
  const tenths = chineseNumber(text.charAt(start))
  if (tenths === undefined || tenths === 0 || text.charAt(start + 1) !== '成') return undefined
  if ('立功为果本员效绩长都熟了交品套'.includes(text.charAt(start + 2) || ' ')) return undefined
  const more = chineseNumber(text.charAt(start + 2))
  const end = more === undefined ? start + 2 : start + 3
  const found = base(text, start, end, 10 * tenths + (more ?? 0))
  return { ...found, kind: 'percent', unit: fraction }
}

/** Reads what follows a number: 万, 余, the unit, 左右. */
function withUnit(
  text: string,
  start: number,
  digitsEnd: number,
  digits: number,
  decimals: number,
): Numeral {
  let end = digitsEnd
  let value = digits
  let scale = 1
  let approximate = false
  for (let seen = 0; seen < 3; seen++) {
    const multiplier = multiplierOf(text.charAt(end))
    if (multiplier === undefined) break
    scale *= multiplier
    end++
  }
  if ('余多来几'.includes(text.charAt(end) || ' ') && isUnit(text, end + 1)) {
    approximate = true
    end++
  }
  if (text.charAt(end) === '万' || text.charAt(end) === '亿') {
    scale *= multiplierOf(text.charAt(end)) ?? 1
    end++
  }
  // 9.63211 万 is 96321.1: no sum may carry the dust of binary fractions.
  value = Math.round(value * scale * 1e6) / 1e6
  if (text.charAt(end) === '%') {
    return { ...base(text, start, end + 1, value), kind: 'percent', unit: '%', decimals }
  }
  const unit = unitAt(text, end)
  const found = base(text, start, end + unit.length, value)
  return {
    ...found,
    unit,
    decimals,
    step: scale * 10 ** -decimals,
    approximate: approximate || found.approximate,
  }
}
