/** A sentence of a passage: `passage.slice(start, end)`, its full stop included. */
export interface Sentence {
  readonly start: number
  readonly end: number
  /** What ended it; empty at a line break, at the end, or where it was cut for its length. */
  readonly stop: string
}

/** No official writes longer; whatever is longer is cut, so that all work stays linear. */
export const longestSentence = 1000

/** Titles and document numbers are short; a bracket that does not close within this is a slip. */
const longestTitle = 120

const stops = '。；！？;!?'
const breaks = '\n\r\u2028\u2029'
const closing = new Map([
  ['《', '》'],
  ['〔', '〕'],
])

/** The sentences of a passage, in order, white space around them left out. */
export function sentencesIn(passage: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  const add = (from: number, to: number, stop: string) => {
    const sentence = trimmed(passage, from, to, stop)
    if (sentence !== undefined) sentences.push(sentence)
  }
  let start = 0
  for (let i = 0; i < passage.length; i++) {
    if (isSign[passage.charCodeAt(i)] === 1) {
      const char = passage.charAt(i)
      const close = closing.get(char)
      if (close === undefined) {
        const stop = breaks.includes(char) ? '' : char
        add(start, i + stop.length, stop)
        start = i + 1
        continue
      }
      i = endOfTitle(passage, i, close)
    }
    if (i - start >= longestSentence) {
      add(start, i + 1, '')
      start = i + 1
    }
  }
  add(start, passage.length, '')
  return sentences
}

/** The place of the closing bracket, or of the opening one where none follows soon. */
export function endOfTitle(text: string, open: number, close: string): number {
  const limit = Math.min(text.length, open + longestTitle)
  const code = close.charCodeAt(0)
  for (let i = open + 1; i < limit; i++) if (text.charCodeAt(i) === code) return i
  return open
}

/** By code unit, 1 where it ends a sentence or opens a title. */
const isSign = new Uint8Array(0x10000)
for (const sign of [...stops, ...breaks, ...closing.keys()]) isSign[sign.charCodeAt(0)] = 1

const blank = /\s/

function trimmed(passage: string, from: number, to: number, stop: string): Sentence | undefined {
  let start = from
  let end = to
  while (start < end && isBlank(passage, start)) start++
  while (end > start && isBlank(passage, end - 1)) end--
  return start < end ? { start, end, stop } : undefined
}

/** Beyond the ideographic space there is none but the byte order mark. */
const isBlank = (passage: string, at: number): boolean => {
  const code = passage.charCodeAt(at)
  return (code <= 0x3000 || code === 0xfeff) && blank.test(passage.charAt(at))
}
