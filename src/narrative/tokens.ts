import { type Notion, notions } from '../formats/phrases.ts'
import { isChineseDigit } from './chinese-number.ts'
import { isDigit } from './digits.ts'
import { type Numeral, numeralAt } from './numerals.ts'
import { endOfTitle } from './sentences.ts'
import { type WordKind, words } from './words.ts'

/** A word, number or stop of folded text. */
export interface Token {
  readonly kind: WordKind | 'notion' | 'number' | 'stop' | 'opaque' | 'unknown'
  readonly start: number
  readonly end: number
  readonly text: string
  readonly notions: readonly Notion[]
  readonly numeral?: Numeral
}

interface Word {
  readonly text: string
  readonly kinds: WordKind[]
  readonly notions: Notion[]
}

const lexicon = lexiconOf()

function lexiconOf(): ReadonlyMap<string, readonly Word[]> {
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
  const byFirst = new Map<string, Word[]>()
  for (const found of known.values()) {
    const first = found.text.charAt(0)
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
    const may = begins[code] === 1 || initials.includes(code)
    const token = may ? tokenAt(text, i, names) : undefined
    if (token === undefined) {
      i++
      continue
    }
    if (unknown < i) tokens.push(tokenOf(text, 'unknown', unknown, i))
    tokens.push(token)
    i = token.end
    unknown = i
  }
  if (unknown < text.length) tokens.push(tokenOf(text, 'unknown', unknown, text.length))
  return tokens
}

/** The first and last day of a report year: dates that leave nothing of it out. */
const wholeYear = ['1月1日', '12月31日', '12月底', '12月末', '1月至12月', '1-12月']

/** The token that begins at a place; nothing where no known word does. */
function tokenAt(text: string, at: number, names: readonly string[]): Token | undefined {
  const char = text.charAt(at)
  const begins = (word: string) => text.startsWith(word, at)
  const date = char === '1' ? wholeYear.find(begins) : undefined
  if (date !== undefined) return tokenOf(text, 'filler', at, at + date.length)
  const numeral = numeralAt(text, at)
  if (numeral !== undefined) {
    const kind = numeral.kind === 'other' ? 'opaque' : 'number'
    return { ...tokenOf(text, kind, at, numeral.end), numeral }
  }
  if (stops.has(char)) return tokenOf(text, 'stop', at, at + 1)
  const end = opaqueEnd(text, at)
  if (end > at) return tokenOf(text, 'opaque', at, end)
  const name = names.find(begins)
  if (name !== undefined) return tokenOf(text, 'self', at, at + name.length)
  const word = lexicon.get(char)?.find((known) => begins(known.text))
  if (word === undefined) return undefined
  const kind = word.notions.length > 0 ? 'notion' : (word.kinds[0] ?? 'unknown')
  return tokenOf(text, kind, at, at + word.text.length, word.notions)
}

const none: readonly Notion[] = []

const tokenOf = (
  text: string,
  kind: Token['kind'],
  start: number,
  end: number,
  notions: readonly Notion[] = none,
): Token => ({ kind, start, end, text: text.slice(start, end), notions })

const stops = new Set('，,、：（）。；！？|\t—…')

/** By code unit, 1 where a token may begin: most characters begin none. */
const begins = new Uint8Array(0x10000)
for (const char of lexicon.keys()) begins[char.charCodeAt(0)] = 1
for (let code = 0; code < begins.length; code++) {
  const char = String.fromCharCode(code)
  const known = isDigit(char) || isChineseDigit(char) || stops.has(char) || isLatin(char)
  if (known || char === '《' || char === '〔') begins[code] = 1
}

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
