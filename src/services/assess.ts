import type { Reading } from '../documents/reading.ts'
import type { Format } from '../formats/format.ts'
import { formatOf } from '../formats/index.ts'
import { contentFromBody } from '../reports/canonical.ts'
import { reportFrom } from '../reports/content.ts'
import type { Report } from '../reports/report.ts'
import type { Language } from '../reports/text.ts'
import { type Finding, summaryOf } from '../rules/check.ts'
import type { Subject } from '../rules/rule.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Answer } from '../store/report-reads.ts'
import type { Checked } from '../store/revision.ts'
import { checkedAside } from './check-aside.ts'
import type { ToCheck } from './check-work.ts'
import { filingDays, type Taken } from './filing-days.ts'
import { lineageOf } from './lineage.ts'
import { membersOf, peersOf, sistersOf } from './neighbours.ts'
import { inForce } from './rulesets.ts'
import type { Service } from './service.ts'

/** A finding with what was said of it. */
export interface AnsweredFinding extends Finding {
  readonly explanation?: Said
  readonly waiver?: Said
}
interface Said {
  readonly text: string
  readonly by: string
  readonly at: string
}

export interface ToAssess {
  readonly report: Report
  readonly year: number
  readonly agency?: Agency
  readonly noticed?: Noticed
  /** The step it is checked for. */
  readonly taken?: Taken | undefined
}

/** What was found, and by which edition of the rules. */
export interface Assessed {
  readonly ruleset: string
  readonly findings: readonly Finding[]
}

/** What a document's reader noticed and left to the rules. */
type Noticed = Pick<Subject, 'oddities' | 'headings' | 'formatByTable'>

export const noticedIn = ({ oddities, headings, formatByTable }: Reading): Noticed => ({
  oddities,
  headings: headings.map(({ section, text, source: { sheet } }) => ({
    section,
    text,
    ...(sheet === undefined ? {} : { sheet }),
  })),
  formatByTable,
})

/** Runs the rules over a report with everything they may look at. */
export async function assess(
  service: Service,
  what: ToAssess,
  language: Language,
): Promise<Assessed> {
  const ruleset = inForce(service)
  const subject = await subjectOf(service, what)
  return { ruleset, findings: await checkedAside('report', { subject, ruleset, language }) }
}

/** A report with everything that bears on it. */
export const subjectOf = async (
  service: Service,
  { report, year, agency, noticed, taken }: ToAssess,
): Promise<ToCheck> => ({
  report,
  year,
  ...(agency === undefined
    ? {}
    : await aroundIt(service, agency, { year, format: report.format, taken })),
  ...noticed,
})

/** What the register, the calendar and the other reports say of an agency's year. */
export async function aroundIt(
  service: Service,
  agency: Agency,
  { year, format, taken }: { year: number; format: Format; taken?: Taken | undefined },
): Promise<Omit<ToCheck, 'report' | 'year'>> {
  const sisters = await sistersOf(service, agency, year)
  const peers = peersOf(service, agency, { year, format })
  return {
    filer: agency,
    filing: await filingDays(service, agency, year, taken),
    members: membersOf(service, agency, year),
    ...(await lineageOf(service, agency, year)),
    ...(sisters === undefined ? {} : { sisters }),
    ...(peers === undefined ? {} : { peers }),
  }
}

/** A report that counts, and which revision of it. */
export interface Standing {
  readonly agency: string
  readonly year: number
  readonly revision: number
  readonly report: Report
}

/** The report that counts for an agency's year: as accepted, else as submitted. */
export async function standingReport(
  { store }: Service,
  agency: string,
  year: number,
): Promise<Standing | undefined> {
  const stands = await store.reports.standing(agency, year)
  if (stands === undefined) return undefined
  const { id, revision } = stands
  return { agency, year, revision, report: reportOf(await store.reports.revision(id, revision)) }
}

/** The report in a stored revision. */
export function reportOf(revision: { format: string; body: Uint8Array } | undefined): Report {
  const format = revision === undefined ? undefined : formatOf(revision.format)
  if (revision === undefined || format === undefined) throw new Error('A revision cannot be read')
  return reportFrom(format, contentFromBody(revision.body))
}

/** A stored revision as something to assess. */
export const toAssess = (
  revision: { format: string; body: Uint8Array; noticed: string | null } | undefined,
  year: number,
  agency: Agency,
): ToAssess => ({
  report: reportOf(revision),
  year,
  agency,
  ...(revision?.noticed == null ? {} : { noticed: JSON.parse(revision.noticed) as Noticed }),
})

/** What is kept of an assessment beside the revision. */
export const checkedOf = ({ ruleset, findings }: Assessed): Checked => ({
  ruleset,
  summary: summaryOf(findings),
  findings: Buffer.from(JSON.stringify(findings)),
  fingerprints: findings.map(({ fingerprint }) => fingerprint),
})

/** Findings with their explanations and waivers. */
export function answered(
  findings: readonly Finding[],
  answers: readonly Answer[],
): AnsweredFinding[] {
  const said = (fingerprint: string, kind: Answer['kind']) => {
    const answer = answers.find((one) => one.fingerprint === fingerprint && one.kind === kind)
    return answer === undefined
      ? {}
      : { [kind]: { text: answer.text, by: answer.client, at: answer.at } }
  }
  return findings.map((finding) => ({
    ...finding,
    ...said(finding.fingerprint, 'explanation'),
    ...said(finding.fingerprint, 'waiver'),
  }))
}

/**
 * The findings that stand in the way of submission: unwaived errors, unexplained warnings. When it
 * was filed or published does not: late is marked, not refused, and no change could mend it.
 */
export const unsettled = (findings: readonly AnsweredFinding[]): AnsweredFinding[] =>
  findings.filter(
    ({ at, severity, explanation, waiver }) =>
      !at.every((place) => place === 'submitted' || place === 'published') &&
      waiver === undefined &&
      (severity === 'error' || (severity === 'warning' && explanation === undefined)),
  )
