import { Problem } from '../errors.ts'
import type { Language } from '../reports/text.ts'
import { whyHollow } from '../rules/explanation.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Head } from '../store/head.ts'
import { sightOf } from './access.ts'
import { type AnsweredFinding, answered, assess, toAssess } from './assess.ts'
import { heldReport, type ReportKey } from './held-report.ts'
import { mustBeCurrent, type Preconditions } from './preconditions.ts'
import type { Asking, Service } from './service.ts'
import { waivedFindings } from './waived-findings.ts'

export interface Findings {
  readonly head: Head
  readonly ruleset: string
  readonly findings: readonly AnsweredFinding[]
}

/**
 * What the rules say now of a report's newest revision, with what was said of it; to whom sees only
 * what is published, what was set aside in that.
 */
export async function findFindings(
  service: Service,
  asking: Asking,
  key: ReportKey,
): Promise<Findings> {
  const filer = service.store.register.findAgency(key.agencyId)
  const sight = filer === undefined ? 'none' : sightOf(service, asking.caller, filer)
  if (sight === 'published') return waivedFindings(service, asking, key)
  const { agency, head } = await heldReport(service, asking.caller, key)
  return { head, ...(await current(service, head, agency, asking.language)) }
}

async function current(service: Service, head: Head, agency: Agency, language: Language) {
  const { reports } = service.store
  const revision = await reports.revision(head.id, head.revision)
  const what = toAssess(revision, head.year, agency)
  const { ruleset, findings } = await assess(service, what, language)
  return { ruleset, findings: answered(findings, await reports.answers(head.id)) }
}

export interface AnswerFinding extends ReportKey {
  readonly fingerprint: string
  readonly kind: 'explanation' | 'waiver'
  readonly text: string
  readonly preconditions: Preconditions
}

/** The filer explains a warning, or the supervising office sets a finding aside. */
export async function answerFinding(
  service: Service,
  asking: Asking,
  { fingerprint, kind, text, preconditions, ...key }: AnswerFinding,
): Promise<AnsweredFinding> {
  const { agency, head } = await heldReport(service, asking.caller, key)
  await mustBeCurrent(service, head, preconditions, false)
  const { findings } = await current(service, head, agency, asking.language)
  const finding = findings.find((one) => one.fingerprint === fingerprint)
  if (finding === undefined) throw new Problem('finding-not-found', { fingerprint })
  if (kind === 'explanation' && finding.severity !== 'warning') {
    throw new Problem('not-explainable', {
      reason: {
        zh: '强制性错误须改正，或由主管部门豁免；提示无须说明。',
        en: 'An error is mended or waived, not explained; an info needs no answer.',
      },
    })
  }
  const others = findings.flatMap(({ explanation, fingerprint: id }) =>
    explanation === undefined || id === fingerprint ? [] : [explanation.text],
  )
  const hollow = whyHollow(text, { message: finding.message, others })
  if (hollow !== undefined) throw new Problem('hollow-explanation', { reason: hollow })
  const answer = { fingerprint, kind, text, client: asking.caller.id }
  await service.store.reports.answer(head, answer)
  const answers = await service.store.reports.answers(head.id)
  return answered([finding], answers)[0] ?? finding
}
