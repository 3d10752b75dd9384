/** Digits set above or below the line, and in circles: marks of notes, which NFKC makes figures. */
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const inCell = /[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]/
const onLabel = /[\u00b2\u00b3\u00b9\u2070-\u2089]|[\u2460-\u2473]+$/g

/** Text that its medium prints above or below the line, as the signs for that. */
export const raised = (text: string): string =>
  text.replace(/\d/g, (digit) => raisedDigits.charAt(Number(digit)))

/** Whether a note's mark stands in a text. */
export const isMarked = (text: string): boolean => inCell.test(text)

/** A label without the marks of notes to it. */
export const withoutMarks = (label: string): string => label.trim().replace(onLabel, '')
