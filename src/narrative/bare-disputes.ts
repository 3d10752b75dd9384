import type { Notion } from '../formats/notions.ts'
import type { Phrase } from '../formats/phrases.ts'
import type { Reading } from './reading.ts'
import type { Said } from './said.ts'

/** 行政复议6件, with no word on what it was about. */
export const isBareDispute = ({ says, given, under }: Phrase): boolean =>
  given === undefined &&
  under === undefined &&
  !says.includes('disclosure') &&
  says.some((notion) => disputes.includes(notion))

const disputes: readonly Notion[] = [
  'reconsideration',
  'litigation',
  'directSuit',
  'suitAfterReconsideration',
]

/** What an agency has to do with disputes of every kind: 法治政府建设方面，应诉15件. */
const EVERY_KIND = /应诉|出庭|法治|依法行政|代理|各类|仲裁|听证/

/**
 * In a report on disclosure disputes are about that, unless the sentence speaks of more (办理各类行政
 * 复议41件、行政诉讼20件), or the filer is the one that handles everybody's.
 */
export const mayBeOfAny = (
  { folded }: Reading,
  { narrowed }: Said,
  names: readonly string[],
): boolean =>
  narrowed || EVERY_KIND.test(folded.text) || names.some((name) => name.includes('司法'))
