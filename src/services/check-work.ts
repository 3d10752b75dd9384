import { formatOf } from '../formats/index.ts'
import type { Report } from '../reports/report.ts'
import { indexOver, type SisterText, sentencesOf } from '../reports/sister-texts.ts'
import type { Language } from '../reports/text.ts'
import { check, type Summary, summaryOf } from '../rules/check.ts'
import { impactOf } from '../rules/impact.ts'
import type { Severity, Subject } from '../rules/rule.ts'
import { mustBeRuleset, rulesIn } from '../rules/rulesets.ts'
import { type InSet, subjectsIn } from '../rules/set.ts'

/** A subject as plain data, that may cross threads: of its sisters the texts, no index yet. */
export interface ToCheck extends Omit<Subject, 'sisters'> {
  readonly sisters?: readonly SisterText[]
}

/** A report of a set, as plain data. */
export interface ToCheckInSet extends Omit<InSet, 'subject'> {
  readonly subject: ToCheck
}

/** What was found in a report of a set: as JSON text, for nobody looks into it before it is sent. */
export interface FoundInSet {
  readonly findings: string
  readonly summary: Summary
  readonly counts: readonly FoundCount[]
}
export interface FoundCount {
  readonly rule: string
  readonly severity: Severity
  readonly times: number
}

interface Ruled {
  readonly ruleset: string
  readonly language: Language
}

interface Previewed {
  readonly subject: ToCheck
  readonly inForce: string
  readonly proposed: string
  readonly language: Language
}

/** Everything that is done with the rules, on this thread or on one of its own. */
export const checkWork = {
  report: ({ subject, ruleset, language }: Ruled & { subject: ToCheck }) =>
    check(subjectFrom(subject), language, rulesIn(mustBeRuleset(ruleset))),

  set({ set, ruleset, language }: Ruled & { set: readonly ToCheckInSet[] }): FoundInSet[] {
    const rules = rulesIn(mustBeRuleset(ruleset))
    const members = set.map((one) => ({ ...one, subject: subjectFrom(one.subject) }))
    return [...subjectsIn(members)].map((subject) => {
      const findings = check(subject, language, rules)
      const counts = new Map<string, FoundCount>()
      for (const { rule, severity } of findings) {
        const times = (counts.get(`${rule} ${severity}`)?.times ?? 0) + 1
        counts.set(`${rule} ${severity}`, { rule, severity, times })
      }
      return {
        findings: JSON.stringify(findings),
        summary: summaryOf(findings),
        counts: [...counts.values()],
      }
    })
  },

  impact: ({ subject, inForce, proposed, language }: Previewed) =>
    impactOf(subjectFrom(subject), mustBeRuleset(inForce), mustBeRuleset(proposed), language),

  sentences: ({ report }: { report: Report }) => sentencesOf(known(report)),
}

/** The subject the rules look at. What came from another thread has copies of the formats. */
function subjectFrom({ sisters, ...rest }: ToCheck): Subject {
  const { report, lastYear, predecessors, heirs, members } = rest
  return {
    ...rest,
    report: known(report),
    ...(lastYear && { lastYear: known(lastYear) }),
    ...(predecessors && { predecessors: predecessors.map(known) }),
    ...(heirs && { heirs: heirs.map(known) }),
    ...(members && {
      members: members.map(({ report: its, ...one }) =>
        its ? { ...one, report: known(its) } : one,
      ),
    }),
    ...(sisters && { sisters: indexOver(sisters) }),
  }
}

/** What is derived from a format is kept by the format itself, not by a copy of it. */
function known(report: Report): Report {
  const format = formatOf(report.format.version)
  if (format === undefined) throw new Error(`No format ${report.format.version}`)
  return format === report.format ? report : { ...report, format }
}
