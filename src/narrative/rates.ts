import type { Notion } from '../formats/notions.ts'
import type { Readings } from './change-verdicts.ts'

/** What a rate is reckoned from: one of the parts over one of the wholes. */
export interface Rate {
  readonly parts: Readings
  readonly wholes: Readings
}

const due: Readings = [['received', 'carriedIn'], ['received']]
const answered: Readings = [['handled'], ...due]

/** Reckoned of all disputes, or of those that are decided. */
const reviews: Readings = [
  ['reconsiderations'],
  ['reconsiderationsUpheld', 'reconsiderationsCorrected', 'reconsiderationsOtherwise'],
]
const suits: Readings = [
  ['litigation'],
  ['litigationUpheld', 'litigationCorrected', 'litigationOtherwise'],
]

/** The rate that a word names, of whichever kind of dispute was spoken of. */
export function rateOf(
  notion: Notion,
  dispute: 'reconsideration' | 'litigation',
): Rate | undefined {
  const reviewed = dispute === 'reconsideration'
  switch (notion) {
    case 'rateConcluded':
      return { parts: [['handled']], wholes: due }
    case 'rateDisclosed':
      return { parts: [['granted', 'partlyGranted'], ['granted']], wholes: answered }
    case 'rateRefused':
      return { parts: [['refused']], wholes: answered }
    case 'rateCorrected':
      return reviewed
        ? { parts: [['reconsiderationsCorrected']], wholes: reviews }
        : { parts: [['litigationCorrected']], wholes: suits }
    case 'rateUpheld':
      return reviewed
        ? { parts: [['reconsiderationsUpheld']], wholes: reviews }
        : { parts: [['litigationUpheld']], wholes: suits }
    case 'rateDisputed':
      return { parts: [['reconsiderations', 'litigation']], wholes: due }
    default:
      return undefined
  }
}
