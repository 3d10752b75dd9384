import { isIdeograph } from './ideograph.ts'

/**
 * A stretch of text as a reader sees it: without spaces, digits and letters half-width, radicals
 * as characters. `at[i]` is the offset in the passage of the i-th character, `at[length]` the end.
 */
export interface Folded {
  readonly text: string
  readonly at: readonly number[]
}

/** Copies from PDF hold radicals that NFKC leaves alone (DOMAIN §0.10). */
const radicals: Readonly<Record<string, string>> = {
  '⺠': '民',
  '⻔': '门',
  '⻅': '见',
  '⻓': '长',
  '⻛': '风',
  '⻚': '页',
  '⻋': '车',
  '⻢': '马',
  '⻩': '黄',
  '⻉': '贝',
  '⺟': '母',
  '⻘': '青',
  '⻝': '食',
}

const punctuation: Readonly<Record<string, string>> = {
  '(': '（',
  ')': '）',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '﹔': '；',
  '﹐': '，',
}

const space = /[\s\u00a0\u200b-\u200f\u2060\ufeff]/
const digit = /[0-9０-９]/

/** Folds `text.slice(start, end)`; a space between two digits stays, so that 3 5 is never 35. */
export function fold(text: string, start = 0, end = text.length): Folded {
  const at: number[] = []
  let out = ''
  for (let i = start; i < end; i++) {
    const plain = endOfIdeographs(text, i, end)
    if (plain > i) {
      out += text.slice(i, plain)
      while (i < plain) at.push(i++)
      i--
      continue
    }
    const char = text.charAt(i)
    if (space.test(char)) {
      const next = nextVisible(text, i, end)
      if (!(digit.test(out.charAt(out.length - 1)) && digit.test(text.charAt(next)))) {
        i = next - 1
        continue
      }
      out += ' '
      at.push(i)
      i = next - 1
      continue
    }
    out += folded(char)
    at.push(i)
  }
  at.push(end)
  return { text: out, at }
}

function endOfIdeographs(text: string, from: number, end: number): number {
  let i = from
  while (i < end && isIdeograph(text.charCodeAt(i))) i++
  return i
}

function nextVisible(text: string, from: number, end: number): number {
  let i = from
  while (i < end && space.test(text.charAt(i))) i++
  return i
}

function folded(char: string): string {
  const code = char.charCodeAt(0)
  if (code < 0x80) return punctuation[char] ?? char
  if (code >= 0x2e80 && code <= 0x2fd5) return radicals[char] ?? char.normalize('NFKC')
  if (isFullWidth(code)) return String.fromCharCode(code - 0xfee0)
  return punctuation[char] ?? char
}

/** Full-width digits, letters, and the signs that belong to numbers: ％ ＋ － ．／ */
const isFullWidth = (code: number): boolean =>
  (code >= 0xff10 && code <= 0xff19) ||
  (code >= 0xff21 && code <= 0xff3a) ||
  (code >= 0xff41 && code <= 0xff5a) ||
  code === 0xff05 ||
  code === 0xff0b ||
  (code >= 0xff0d && code <= 0xff0f) ||
  code === 0xff3f
