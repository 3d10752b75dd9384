import type { Measure } from '../formats/format.ts'
import { rounded } from './rounded.ts'

/** A rate in use by supervising offices, as sums of the format's measures. */
export interface Indicator {
  readonly id: string
  readonly label: string
  readonly numerator: readonly Measure[]
  readonly denominator: readonly Measure[]
  /** Taken away from the denominator: decisions still pending. */
  readonly less?: readonly Measure[]
}

/** Where two conventions are in use both are given, each under a name of its own. */
export const indicators: readonly Indicator[] = [
  {
    id: 'disclosureRate',
    label: '公开率',
    numerator: ['granted', 'partlyGranted'],
    denominator: ['handled'],
  },
  { id: 'grantedShare', label: '予以公开占比', numerator: ['granted'], denominator: ['handled'] },
  {
    id: 'partlyGrantedShare',
    label: '部分公开占比',
    numerator: ['partlyGranted'],
    denominator: ['handled'],
  },
  { id: 'refusalRate', label: '不予公开率', numerator: ['refused'], denominator: ['handled'] },
  {
    id: 'unavailableRate',
    label: '无法提供率',
    numerator: ['unavailable'],
    denominator: ['handled'],
  },
  {
    id: 'notProcessedRate',
    label: '不予处理率',
    numerator: ['notProcessed'],
    denominator: ['handled'],
  },
  {
    id: 'otherwiseHandledShare',
    label: '其他处理占比',
    numerator: ['otherwiseHandled'],
    denominator: ['handled'],
  },
  {
    id: 'carryOverRate',
    label: '结转率',
    numerator: ['carriedOut'],
    denominator: ['received', 'carriedIn'],
  },
  {
    id: 'naturalPersonShare',
    label: '自然人占比',
    numerator: ['receivedFromNaturalPersons'],
    denominator: ['received'],
  },
  {
    id: 'reconsiderationCorrectedRateOfAll',
    label: '复议纠错率（以总计为基数）',
    numerator: ['reconsiderationsCorrected'],
    denominator: ['reconsiderations'],
  },
  {
    id: 'reconsiderationCorrectedRateOfConcluded',
    label: '复议纠错率（以已审结为基数）',
    numerator: ['reconsiderationsCorrected'],
    denominator: ['reconsiderations'],
    less: ['reconsiderationsPending'],
  },
  {
    id: 'litigationCorrectedRateOfAll',
    label: '诉讼纠错率（以总计为基数）',
    numerator: ['litigationCorrected'],
    denominator: ['litigation'],
  },
  {
    id: 'litigationCorrectedRateOfConcluded',
    label: '诉讼纠错率（以已审结为基数）',
    numerator: ['litigationCorrected'],
    denominator: ['litigation'],
    less: ['litigationPending'],
  },
  {
    id: 'disputeRate',
    label: '争议率',
    numerator: ['reconsiderations', 'litigation'],
    denominator: ['received'],
  },
]

/** Below this denominator a rate says little, and is marked. */
const SMALL = 30

export interface Rate {
  readonly label: string
  readonly numerator: number | null
  readonly denominator: number | null
  /** Between 0 and 1 to six decimals; null without a denominator. */
  readonly value: number | null
  /** How many cases the rate rests on: its denominator. */
  readonly n: number | null
  readonly small: boolean
}

/** A rate in numbers; NaN where a measure in it is not known, and for a value without cases. */
export interface Reckoned {
  readonly numerator: number
  readonly denominator: number
  readonly value: number
  readonly small: boolean
}

/** An indicator of sums of measures; a measure that nobody stated (NaN) makes it unknown. */
export function reckon(
  { numerator, denominator, less = [] }: Indicator,
  measure: (name: Measure) => number,
): Reckoned {
  const sum = (names: readonly Measure[]): number => {
    let total = 0
    for (const name of names) total += measure(name)
    return total
  }
  const over = sum(numerator)
  const under = sum(denominator) - sum(less)
  const value = under > 0 ? rounded(over / under) : Number.NaN
  return { numerator: over, denominator: under, value, small: !(under >= SMALL) }
}
