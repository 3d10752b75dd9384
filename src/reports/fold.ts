/** A stretch of text as a reader sees it: without spaces, digits and letters half-width, radicals as characters. */
export interface Folded {
  readonly text: string
  /** The offset in the passage of the i-th character; of the end behind the last. */
  readonly at: (i: number) => number
}

/** Copies from PDF hold radicals that NFKC leaves alone. */
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
  const plain = plainEnd(text, start, end)
  const at = (i: number) => Math.min(start + i, end)
  if (plain === end) return { text: text.slice(start, end), at }
  return foldedFrom(text, start, plain, end)
}

/** Where the characters end that stand for themselves. */
function plainEnd(text: string, from: number, end: number): number {
  let i = from
  while (i < end && changes[text.charCodeAt(i)] === 0) i++
  return i
}

function foldedFrom(text: string, start: number, plain: number, end: number): Folded {
  const at: number[] = []
  for (let i = start; i < plain; i++) at.push(i)
  let out = text.slice(start, plain)
  for (let i = plain; i < end; i++) {
    const next = plainEnd(text, i, end)
    if (next > i) {
      out += text.slice(i, next)
      while (i < next) at.push(i++)
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
  return { text: out, at: (i) => at[i] ?? end }
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

/** Ideographs and the other scripts behind them stand for themselves: nine characters in ten. */
const standsForItself = (code: number): boolean => code >= 0x3400 && code < 0xfe00

/** By code unit, 1 where folding changes it or takes it away. */
const changes = new Uint8Array(0x10000)
for (let code = 0; code < changes.length; code++) {
  if (standsForItself(code)) continue
  const char = String.fromCharCode(code)
  if (space.test(char) || folded(char) !== char) changes[code] = 1
}
