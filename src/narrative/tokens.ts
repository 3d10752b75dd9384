import { type Notion, notions } from '../formats/notions.ts'
import { isChineseDigit } from './chinese-number.ts'
import { isDigit } from './digits.ts'
import type { Numeral } from './numeral.ts'
import { numeralAt } from './numerals.ts'
import { endOfTitle } from './sentences.ts'
import { type WordKind, words } from './words.ts'

/** A word, number or stop of folded text. */
export interface Token {
  readonly kind: WordKind | 'notion' | 'number' | 'stop' | 'opaque' | 'unknown'
  readonly start: number
  readonly end: number
  readonly text: string
  readonly notions: readonly Notion[]
  readonly numeral?: Numeral | undefined
}

interface Word {
  readonly text: string
  readonly kinds: WordKind[]
  readonly notions: Notion[]
}

/** The words by the code unit they begin with, the longest first. */
const lexicon = lexiconOf()

function lexiconOf(): ReadonlyMap<number, readonly Word[]> {
  const known = new Map<string, Word>()
  const word = (text: string): Word => {
    const found = known.get(text) ?? { text, kinds: [], notions: [] }
    known.set(text, found)
    return found
  }
  for (const [notion, texts] of Object.entries(notions)) {
    for (const text of texts) word(text).notions.push(notion as Notion)
  }
  for (const [kind, texts] of Object.entries(words)) {
    for (const text of texts) word(text).kinds.push(kind as WordKind)
  }
  const byFirst = new Map<number, Word[]>()
  for (const found of known.values()) {
    const first = found.text.charCodeAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), found])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length)
  return byFirst
}

/** The tokens of folded text, in order and without gaps. `names` are those of the filer. */
export function tokensOf(text: string, names: readonly string[] = []): readonly Token[] {
  const tokens: Token[] = []
  const initials = names.map((name) => name.charCodeAt(0))
  let unknown = 0
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i)
    const may = begins[code] !== NOTHING || initials.includes(code)
    const token = may ? tokenAt(text, i, names) : undefined
    if (token === undefined) {
      i++
      continue
    }
    if (unknown < i) tokens.push(tokenOf('unknown', unknown, text.slice(unknown, i)))
    tokens.push(token)
    i = token.end
    unknown = i
  }
  if (unknown < text.length) tokens.push(tokenOf('unknown', unknown, text.slice(unknown)))
  return tokens
}

/** Behind "1." or "2、" at the head of a clause, which number it and say no more. */
function endOfItem(text: string, start: number, end: number): number {
  const numbers = end - start <= 2 && '.、'.includes(text.charAt(end) || ' ')
  const heads = start === 0 || '。；：！？\n'.includes(text.charAt(start - 1))
  return numbers && heads && !isDigit(text.charAt(end + 1)) ? end + 1 : start
}

/** The first and last day of a report year: dates that leave nothing of it out. */
const wholeYear = ['1月1日', '12月31日', '12月底', '12月末', '1月至12月', '1-12月']

/** The token that begins at a place; nothing where no known word does. */
function tokenAt(text: string, at: number, names: readonly string[]): Token | undefined {
  const code = text.charCodeAt(at)
  const first = begins[code] ?? NOTHING
  if (first === NUMERAL || first === NUMERAL_OR_WORD) {
    const date = wholeYear.find((day) => text.startsWith(day, at))
    if (date !== undefined) return tokenOf('filler', at, date)
    const numeral = numeralAt(text, at)
    if (numeral !== undefined) {
      const item = numeral.kind === 'other' ? endOfItem(text, at, numeral.end) : at
      if (item > at) return tokenOf('stop', at, text.slice(at, item))
      const kind = numeral.kind === 'other' ? 'opaque' : 'number'
      return tokenOf(kind, at, text.slice(at, numeral.end), none, numeral)
    }
  }
  const sign = signAt(text, at)
  if (sign !== undefined) return tokenOf(sign, at, text.charAt(at))
  if (first === STOP) return tokenOf('stop', at, text.charAt(at))
  if (first === OPAQUE) return tokenOf('opaque', at, text.slice(at, opaqueEnd(text, at)))
  for (const name of names) if (text.startsWith(name, at)) return tokenOf('self', at, name)
  for (const word of lexicon.get(code) ?? []) {
    if (!text.startsWith(word.text, at)) continue
    const kind = word.notions.length > 0 ? 'notion' : (word.kinds[0] ?? 'unknown')
    return tokenOf(kind, at, word.text, word.notions)
  }
  return undefined
}

const none: readonly Notion[] = []

const tokenOf = (
  kind: Token['kind'],
  start: number,
  text: string,
  notions: readonly Notion[] = none,
  numeral?: Numeral,
): Token => ({ kind, start, end: start + text.length, text, notions, numeral })

/** （+5.2%、-3件）: a sign says which way something changed. */
function signAt(text: string, at: number): 'more' | 'less' | undefined {
  const sign = signs[text.charAt(at)]
  if (sign === undefined || !isDigit(text.charAt(at + 1))) return undefined
  return at > 0 && '（、，,：别次化比年度'.includes(text.charAt(at - 1)) ? sign : undefined
}

const signs: Readonly<Record<string, 'more' | 'less'>> = { '+': 'more', '-': 'less' }

/** Items are numbered ①②③ as well. */
const stops = '，,、：（）。；！？|\t—…①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮+'

/** What may begin with a character: most begin nothing. */
const NOTHING = 0
const NUMERAL = 1
const STOP = 2
const OPAQUE = 3
const WORD = 4
const NUMERAL_OR_WORD = 5

/** By code unit. */
const begins = new Uint8Array(0x10000)
for (const code of lexicon.keys()) begins[code] = WORD
for (let code = 0; code < begins.length; code++) {
  const char = String.fromCharCode(code)
  if (isDigit(char) || isChineseDigit(char))
    begins[code] = begins[code] === WORD ? NUMERAL_OR_WORD : NUMERAL
  else if (isLatin(char) || char === '《' || char === '〔') begins[code] = OPAQUE
}
for (const stop of stops) begins[stop.charCodeAt(0)] = STOP
begins['-'.charCodeAt(0)] = WORD

/** Titles, document numbers, addresses: figures inside them are nobody's claim. */
function opaqueEnd(text: string, start: number): number {
  const char = text.charAt(start)
  if (char === '《') return endOfBracket(text, start, '》')
  if (char === '〔') return endOfBracket(text, start, '〕')
  if (!isLatin(char)) return start
  let i = start
  while (isLatin(text.charAt(i)) || (i > start && isUrlSign(text.charAt(i)))) i++
  return i
}

function endOfBracket(text: string, start: number, close: string): number {
  const end = endOfTitle(text, start, close)
  return end === start ? start + 1 : end + 1
}

function isLatin(char: string): boolean {
  return (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z')
}
const isUrlSign = (char: string): boolean =>
  char !== '' && ((char >= '0' && char <= '9') || '/.:_-?=&#%@'.includes(char))
