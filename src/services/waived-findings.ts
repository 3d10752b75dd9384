import { ruleOf } from '../rules/index.ts'
import { type AnsweredFinding, answered } from './assess.ts'
import type { Findings } from './find-findings.ts'
import { getReport } from './get-report.ts'
import type { ReportKey } from './held-report.ts'
import type { Asking, Service } from './service.ts'

/**
 * What the supervising office set aside in a published report, by name and with its reason: this
 * much of the findings is everybody's. Figures and sentences are left out, for a finding may hold
 * those of a report that is not published.
 */
export async function waivedFindings(
  service: Service,
  { caller, language }: Asking,
  key: ReportKey,
): Promise<Findings> {
  const { head, revision } = await getReport(service, caller, key)
  const { reports } = service.store
  const { ruleset, findings } = await reports.found(head.id, revision.number)
  const kept = JSON.parse(findings.toString()) as readonly AnsweredFinding[]
  const all = answered(kept, await reports.answers(head.id))
  return {
    head,
    ruleset,
    findings: all.flatMap(({ rule, severity, fingerprint, at, waiver }) => {
      const known = ruleOf(rule)
      if (waiver === undefined || known === undefined) return []
      const message = known.title[language]
      const remedy = known.remedy[language]
      return [{ rule, severity, fingerprint, at, message, remedy, waiver }]
    }),
  }
}
