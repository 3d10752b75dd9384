const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const groups: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** What a Chinese numeral is written with. */
export const isChineseDigit = (char: string): boolean => written.has(char)

const written = new Set([digits, places, groups].flatMap((table) => Object.keys(table)))

/** What multiplies the number before it: 3千, 18万, 1.2亿. */
export const multiplierOf = (char: string): number | undefined => groups[char] ?? places[char]

/** 二〇二四 and the like: digits written one after another. */
export const isPositional = (text: string): boolean =>
  text.length > 1 && [...text].every((char) => char in digits)

/** The same in Arabic digits: 2024. */
export const arabic = (text: string): string =>
  [...text].map((char) => digits[char] ?? char).join('')

/** The value of 三十二, 一百零五, 两千, 一万二; undefined for what is no well-formed number. */
export function chineseNumber(text: string): number | undefined {
  let sum = 0
  let group = 0
  let digit: number | undefined
  let lastPlace = 1
  for (const char of text) {
    const value = digits[char]
    if (value !== undefined) {
      // 三五件 and 十七八件 name a span, not a number.
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      lastPlace = value === 0 ? 10 : lastPlace
      continue
    }
    const place = places[char]
    if (place !== undefined) {
      group += (digit ?? (group === 0 ? 1 : Number.NaN)) * place
      lastPlace = place
    } else {
      const multiplier = groups[char]
      if (multiplier === undefined) return undefined
      sum = (sum + group + (digit ?? 0)) * multiplier
      if (sum === 0) return undefined
      group = 0
      lastPlace = multiplier
    }
    digit = undefined
  }
  // 一百二 is 120, 一万二 is 12000; 十二 and 一百零二 end in units.
  const unit = lastPlace > 10 ? lastPlace / 10 : 1
  const value = sum + group + (digit ?? 0) * unit
  return Number.isSafeInteger(value) ? value : undefined
}
