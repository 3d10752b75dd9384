import { isUnit } from './units.ts'

/** A number in Arabic digits, without what stands around it. */
export interface Digits {
  readonly end: number
  /** NaN for what only looks like a number: 0536, or more digits than anything is counted in. */
  readonly value: number
  readonly decimals: number
  /** Digits joined by - / . as dates, telephones and versions are. */
  readonly joined: boolean
}

/** The digits that begin at a place, with thousands separators and decimals. */
export function digitsFrom(text: string, start: number): Digits {
  let end = runFrom(text, start)
  let written = text.slice(start, Math.min(end, start + mostDigits + 1))
  const grouped = end - start <= 3 && !written.startsWith('0') && isThousands(text, end)
  while (grouped && written.length <= mostDigits && isThousands(text, end)) {
    written += text.slice(end + 1, end + 4)
    end += 4
  }
  let decimals = 0
  if (text.charAt(end) === '.' && isDigit(text.charAt(end + 1))) {
    const stop = runFrom(text, end + 1)
    decimals = stop - end - 1
    written += text.slice(end, Math.min(stop, end + 8))
    end = stop
  }
  const joined = isJoint(text, end)
  if (joined) end = chainFrom(text, end)
  const leadingZero = written.length > 1 && written.startsWith('0') && !written.startsWith('0.')
  const tooLong = written.replace('.', '').length > mostDigits || decimals > 6
  const value = leadingZero || tooLong ? Number.NaN : Number(written)
  return { end, value, decimals, joined }
}

export const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1

/** Longer runs of digits are identifiers. */
const mostDigits = 12

function runFrom(text: string, start: number): number {
  let i = start
  while (isDigit(text.charAt(i))) i++
  return i
}

function chainFrom(text: string, start: number): number {
  let i = start
  while (isDigit(text.charAt(i)) || isJoint(text, i)) i++
  return i
}

/** What joins digits to a date, a telephone number, a version or a span. */
const isJoint = (text: string, at: number): boolean =>
  '-/.~—–'.includes(text.charAt(at) || ' ') && isDigit(text.charAt(at + 1))

/** 1,234 and 1，234件, 1 234件; comma and space only before a unit, since 5，123 may be a list. */
function isThousands(text: string, comma: number): boolean {
  const char = text.charAt(comma)
  if (char !== ',' && char !== '，' && char !== ' ') return false
  const end = runFrom(text, comma + 1)
  return end - comma === 4 && (char === ',' || isUnit(text, end))
}
