import { isIdeograph } from './ideograph.ts'

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

const stops = new Set('。；！？;!?')
const breaks = new Set('\n\r\u2028\u2029')
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
    const code = passage.charCodeAt(i)
    const char = isIdeograph(code) ? '' : passage.charAt(i)
    const close = closing.get(char)
    if (char === '') {
      // Neither ends a sentence nor opens a title.
    } else if (close !== undefined) i = endOfTitle(passage, i, close)
    else if (breaks.has(char)) {
      add(start, i, '')
      start = i + 1
      continue
    } else if (stops.has(char)) {
      add(start, i + 1, char)
      start = i + 1
      continue
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

const blank = /\s/

function trimmed(passage: string, from: number, to: number, stop: string): Sentence | undefined {
  let start = from
  let end = to
  while (start < end && isBlank(passage, start)) start++
  while (end > start && isBlank(passage, end - 1)) end--
  return start < end ? { start, end, stop } : undefined
}

const isBlank = (passage: string, at: number): boolean =>
  !isIdeograph(passage.charCodeAt(at)) && blank.test(passage.charAt(at))
