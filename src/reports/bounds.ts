/** What a report may hold, in whatever shape it comes: a nation's sums then stay below 2^53. */
export const MOST = 999_999_999_999
/** 万元. */
export const MOST_WAN = 999_999_999
export const LONGEST_TITLE = 200
export const LONGEST_PASSAGE = 200_000
/** All passages of a report together, in characters. */
export const LONGEST_TEXT = 350_000

/**
 * Control characters other than tab and line breaks, lone surrogates and what is no character:
 * what XML, HTML and text files cannot carry.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
export const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\p{NChar}]/u
