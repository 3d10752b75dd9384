import { withoutMarks } from './marks.ts'
import { squeeze, withoutDebris } from './normalise.ts'
import { labelVariants } from './wording.ts'

/** 一、 （一） 1. 1、 (1) 第一部分 at the head of a line, after normalising. */
const numbering =
  /^(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.,．]|第[一二三四五六七八九十]{1,2}(?:部分|章|节)[、.,:]?)+/
const punctuation = /[\s、,.;:。·“”"'‘’《》<>〈〉「」『』/\\_*—-]/g

/** What a printed label is compared by: no numbering, hints in brackets, spaces or punctuation. */
export function keyOf(text: string): string {
  const bare = squeeze(withoutDebris(withoutMarks(text)))
  const words = withoutBrackets(bare.replace(numbering, ''))
  return words.replace(numbering, '').replace(punctuation, '')
}

/** The form's own spelling of a key, where reports are known to vary it. */
export const variantOf = (key: string): string | undefined =>
  Object.hasOwn(labelVariants, key) ? labelVariants[key] : undefined

/** Drops what stands in brackets; a bracket cut off by a line break counts to the line's end. */
function withoutBrackets(text: string): string {
  let kept = ''
  let depth = 0
  for (const character of text) {
    if (character === '(') depth += 1
    else if (character === ')') {
      if (depth === 0) kept = ''
      else depth -= 1
    } else if (depth === 0) kept += character
  }
  return kept
}

/** Whether `part` is `whole` with characters lost, and how a copy loses them: never the order. */
export function isDamaged(part: string, whole: string): boolean {
  if (part.length >= whole.length || part.length < 3 || part.length * 10 < whole.length * 4) {
    return false
  }
  let at = 0
  for (const character of whole) {
    if (character === part.charAt(at)) at += 1
  }
  return at === part.length
}
