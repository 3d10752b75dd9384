import type { Reading } from '../documents/reading.ts'
import { Problem } from '../errors.ts'
import { formatDueFor, formats } from '../formats/index.ts'
import { type Content, contentOf } from '../reports/content.ts'
import { type Differences, differencesBetween } from '../reports/differences.ts'
import type { Report } from '../reports/report.ts'
import { type Finding, summaryOf } from '../rules/check.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Summary } from '../store/head.ts'
import { sightOf } from './access.ts'
import { assess, noticedIn, reportOf, type ToAssess } from './assess.ts'
import { receive, type Sent } from './receive.ts'
import type { Asking, Service } from './service.ts'
import { agencyIn, yearIn } from './whose-report.ts'

export interface Validate {
  readonly sent: Sent
  readonly agencyId?: string | undefined
  readonly year?: number | undefined
}

export interface Validated {
  readonly agency?: Agency
  readonly year: number
  readonly content: Content
  readonly reading?: Reading
  readonly changes?: ChangesSinceKept
  readonly findings: readonly Finding[]
  readonly summary: Summary
}

/** What reads otherwise than in the newest revision kept. */
export interface ChangesSinceKept extends Differences {
  readonly revision: number
}

/** Checks a report without keeping anything. */
export async function validateReport(
  service: Service,
  asking: Asking,
  validate: Validate,
): Promise<Validated> {
  const { toAssess, reading } = await lookAt(service, asking, validate)
  const { year, report } = toAssess
  const agency =
    toAssess.agency ?? (reading && statedFiler(service, asking.caller, report, reading))
  const known = agency === undefined ? toAssess : { ...toAssess, agency }
  const { findings } = await assess(service, known, asking.language)
  service.checked?.(findings)
  const changes = agency === undefined ? undefined : await changesIn(service, agency, year, report)
  return {
    ...(agency === undefined ? {} : { agency }),
    year,
    content: contentOf(report),
    ...(reading === undefined ? {} : { reading }),
    ...(changes === undefined ? {} : { changes }),
    findings,
    summary: summaryOf(findings),
  }
}

async function changesIn(
  { store }: Service,
  agency: Agency,
  year: number,
  report: Report,
): Promise<ChangesSinceKept | undefined> {
  const head = await store.reports.find(agency.id, year)
  if (head === undefined) return undefined
  const kept = await store.reports.revision(head.id, head.revision)
  return { revision: head.revision, ...differencesBetween(reportOf(kept), report) }
}

/** What was sent, as a report of a year, and how it was read. Throws a Problem where it is none. */
export async function lookAt(
  service: Service,
  { caller }: Asking,
  { sent, agencyId, year: asked }: Validate,
): Promise<{ toAssess: ToAssess; reading: Reading | undefined }> {
  const agency = agencyId === undefined ? undefined : seenFiler(service, caller, agencyId)
  if (agencyId !== undefined && agency === undefined) {
    throw new Problem('agency-not-found', { agency: agencyId })
  }
  const { report, reading } = await receive(sent)
  const year = asked ?? reading?.year ?? yearIn(report)
  return {
    toAssess: {
      report,
      year: mustHaveFormat(year),
      ...(agency === undefined ? {} : { agency }),
      ...(reading === undefined ? {} : { noticed: noticedIn(reading) }),
    },
    reading,
  }
}

function mustHaveFormat(year: number | undefined): number {
  if (year === undefined) throw new Problem('year-not-stated')
  if (formatDueFor(year) !== undefined) return year
  const from = Math.min(...formats.map((format) => format.from))
  throw new Problem('no-format-for-year', { year, from })
}

/** The agency that a document says it is of, where the register knows one by that very name. */
function statedFiler(
  service: Service,
  caller: Caller,
  { title }: Report,
  { agency }: Reading,
): Agency | undefined {
  const id = service.store.register.agencyNamed(agency ?? agencyIn(title) ?? '')
  return id === undefined ? undefined : seenFiler(service, caller, id)
}

/** The agency, whose last year's report the check will look at: only for who may see it. */
function seenFiler(service: Service, caller: Caller, id: string): Agency | undefined {
  const agency = service.store.register.findAgency(id)
  return agency !== undefined && sightOf(service, caller, agency) === 'all' ? agency : undefined
}
