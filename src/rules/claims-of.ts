import { onceInARow } from '../formats/once.ts'
import type { Claim } from '../narrative/claim.ts'
import { claimsIn } from '../narrative/claims.ts'
import type { Subject } from './rule.ts'

/** The claims of a subject's narrative, read once for all the rules that judge them. */
export const claimsOf = onceInARow((subject: Subject): readonly Claim[] =>
  claimsIn(subject.report, subject),
)

export const contradicted = (subject: Subject, kind: Claim['kind']): readonly Claim[] =>
  claimsOf(subject).filter((claim) => claim.kind === kind && claim.verdict === 'contradicted')
