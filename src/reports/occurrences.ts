/** Wherever a global pattern occurs. Most texts hold none, and to see that costs less than an iterator. */
export const occurrences = (pattern: RegExp, text: string): readonly RegExpExecArray[] =>
  text.search(pattern) === -1 ? [] : [...text.matchAll(pattern)]
