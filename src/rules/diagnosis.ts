import { onceInARow } from '../formats/once.ts'
import { type Reckoning, reckoningsOf } from '../reports/reckoning.ts'
import type { Suspect } from '../reports/suspect.ts'
import { suspectsOf } from '../reports/suspects.ts'
import type { Subject } from './rule.ts'

export interface Diagnosis {
  readonly reckonings: readonly Reckoning[]
  readonly suspects: readonly Suspect[]
}

/** All sums of a subject at once: which cell is wrong shows only in what the sums say together. */
export const diagnosisOf = onceInARow((subject: Subject): Diagnosis => {
  const { report, lastYear, predecessors = [], heirs = [] } = subject
  const before = lastYear === undefined ? predecessors : [lastYear, ...predecessors]
  const reckonings = reckoningsOf(report, { before, heirs })
  return { reckonings, suspects: suspectsOf(report, reckonings) }
})
