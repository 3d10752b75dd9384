import type { Language } from '../reports/text.ts'
import { check, type Finding, type Summary, summaryOf } from './check.ts'
import type { Subject } from './rule.ts'
import { type Ruleset, rulesIn } from './rulesets.ts'

/** What another edition of the rules would change for one report. */
export interface Impact {
  readonly before: Summary
  readonly after: Summary
  readonly gained: readonly Finding[]
  readonly lost: readonly Finding[]
  /** Found by both, but weighed otherwise; as the new edition has it. */
  readonly reweighed: readonly Finding[]
}

/** Checks a report with the edition in force and with a proposed one, and tells the difference. */
export function impactOf(
  subject: Subject,
  inForce: Ruleset,
  proposed: Ruleset,
  language: Language = 'zh',
): Impact {
  const before = check(subject, language, rulesIn(inForce))
  const after = check(subject, language, rulesIn(proposed))
  const severityIn = (findings: readonly Finding[]) =>
    new Map(findings.map(({ fingerprint, severity }) => [fingerprint, severity]))
  const was = severityIn(before)
  const is = severityIn(after)
  return {
    before: summaryOf(before),
    after: summaryOf(after),
    gained: after.filter(({ fingerprint }) => !was.has(fingerprint)),
    lost: before.filter(({ fingerprint }) => !is.has(fingerprint)),
    reweighed: after.filter(
      ({ fingerprint, severity }) => (was.get(fingerprint) ?? severity) !== severity,
    ),
  }
}
