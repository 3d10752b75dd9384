import type { Notion } from '../formats/notions.ts'
import type { Phrase } from '../formats/phrases.ts'
import type { Token } from './tokens.ts'

/** 其中办公室收到20件: a part of those received, whoever it names. */
export const isPartOfReceived = ({ says }: Phrase, lead: readonly Token[]): boolean =>
  (says.includes('receive') || says.includes('conclude')) &&
  lead.some((token) => token.kind === 'among')

/** 办结15件，其中当年新收14件、上年结转1件: of those that came in, the ones concluded. */
export const comesIn = ({ says, time }: Phrase): boolean =>
  time === 'lastYear' || says.includes('receive') || says.includes('receiveNew')

/** 企业登记申请4120件、个人申请3300件: where others are counted, these need not be ours. */
export const isByApplicant = ({ says, given, under }: Phrase): boolean =>
  (under === undefined && says.length > 1 && says[1] === 'request') ||
  (given?.includes('applicantKind') ?? false)

/** 维持, 纠正 and 尚未审结 may be of reconsiderations or of suits. */
export const isEnd = ({ says, under }: Phrase): boolean =>
  under !== undefined && says.some((notion) => endsOfBoth.includes(notion))

const endsOfBoth: readonly Notion[] = ['upheld', 'corrected', 'pending']

/** 复议14件；起诉9件中维持4件: suits were spoken of since the reconsiderations were counted. */
export const isOfSuits = ({ under }: Phrase, since: readonly Token[]): boolean =>
  (under?.includes('reconsiderations') ?? false) &&
  since.some(({ notions }) => notions.some((notion) => suits.includes(notion)))

const suits: readonly Notion[] = ['litigation', 'directSuit', 'suitAfterReconsideration']

/** What belongs to the figure before it, so that others may belong to that as well. */
export const isPart = ({ says, under, after }: Phrase): boolean =>
  under !== undefined ||
  after !== undefined ||
  (says.length > 1 && says.some((notion) => endsOfBoth.includes(notion)))

/** 其他3件 behind the kinds that were told apart. */
export const isRemainder = ({ says, after }: Phrase): boolean =>
  says[0] === 'others' && after !== undefined

export const isDispute = ({ says }: Phrase): boolean =>
  says.includes('reconsideration') || says.includes('litigation')

/** A part of the disputes, not of the applications. */
export const isDisputed = ({ under }: Phrase): boolean =>
  under?.some((measure) => measure === 'reconsiderations' || measure === 'litigation') ?? false
