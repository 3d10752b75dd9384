import { createHash } from 'node:crypto'
import { Problem } from '../errors.ts'
import { formatDueFor, formats } from '../formats/index.ts'
import { canonicalJson } from '../reports/canonical.ts'
import type { Report } from '../reports/report.ts'
import { encodeCells } from '../reports/vector.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Head } from '../store/head.ts'
import { Stale } from '../store/revision.ts'
import { mustHold } from './access.ts'
import { assess, checkedOf, noticedIn } from './assess.ts'
import { deadlineOf } from './calendar.ts'
import { findAgency } from './find-agencies.ts'
import { allowedActions } from './life.ts'
import { locked } from './locked.ts'
import { mustBeCurrent, type Preconditions } from './preconditions.ts'
import { mustBeCertain, type Received, receive, type Sent } from './receive.ts'
import { etagOf } from './representation.ts'
import type { Asking, Service } from './service.ts'
import { mustBeOf } from './whose-report.ts'

export interface PutReport {
  readonly agencyId: string
  readonly year: number
  readonly sent: Sent
  readonly preconditions: Preconditions
  /** Why an accepted or published report is corrected. */
  readonly reason?: string | undefined
  /** Do everything but keep it. */
  readonly dryRun?: boolean
}

export interface Put {
  readonly outcome: 'created' | 'replaced' | 'unchanged' | 'dry-run'
  readonly head: Head
}

/** Keeps a report as its agency's draft: a new revision, unless nothing has changed. */
export async function putReport(service: Service, asking: Asking, put: PutReport): Promise<Put> {
  const { caller, language } = asking
  const { agencyId, year, preconditions, reason } = put
  const agency = findAgency(service, caller, agencyId)
  mustHold(service, caller, agency)
  mustBeExpected(agency, year)

  const head = await service.store.reports.find(agencyId, year)
  mustBeCurrent(head, preconditions, true)
  mustBeEditable(service, caller, { agency, year, head, reason })

  const received = await receive(put.sent)
  mustBeCertain(received)
  mustBeOf(service, agency, received)
  return keep(
    service,
    asking,
    { agency, year, head, received, reason, dryRun: put.dryRun === true },
    language,
  )
}

interface Keep {
  readonly agency: Agency
  readonly year: number
  readonly head: Head | undefined
  readonly received: Received
  readonly reason: string | undefined
  readonly dryRun: boolean
}

async function keep(
  service: Service,
  { caller }: Asking,
  { agency, year, head, received, reason, dryRun }: Keep,
  language: Asking['language'],
): Promise<Put> {
  const { report, reading } = received
  const noticed = reading === undefined ? undefined : noticedIn(reading)
  const revision = revisionOf(report, { reason, noticed })
  const digest = revision.digest.toString('hex')
  if (head?.digest === digest && !dryRun) {
    if (isFinal(head)) throw new Problem('unchanged-correction', { revision: head.revision })
    return { outcome: 'unchanged', head }
  }
  const found = await assess(
    service,
    { report, year, agency, ...(noticed === undefined ? {} : { noticed }) },
    language,
  )
  const checked = checkedOf(found)
  if (dryRun)
    return {
      outcome: 'dry-run',
      head: wouldBe(head, { agency, year, digest, checked, report, at: service.now() }),
    }
  try {
    const kept = await service.store.reports.file({
      agency: agency.id,
      year,
      basedOn: head?.version ?? null,
      client: caller.id,
      revision,
      checked,
    })
    return { outcome: head === undefined ? 'created' : 'replaced', head: kept }
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    const now = await service.store.reports.find(agency.id, year)
    throw new Problem('version-mismatch', { etag: now === undefined ? '—' : etagOf(now) })
  }
}

/** What is kept of a report. */
function revisionOf(
  report: Report,
  { reason, noticed }: { reason: string | undefined; noticed: object | undefined },
) {
  const body = Buffer.from(canonicalJson(report))
  return {
    format: report.format.version,
    digest: createHash('sha256').update(body).digest(),
    cells: encodeCells(report.cells),
    noticed: noticed === undefined ? null : JSON.stringify(noticed),
    body,
    reason: reason ?? null,
  }
}

const isFinal = ({ state }: Head): boolean => state === 'accepted' || state === 'published'

function mustBeExpected({ id, validFrom, validTo }: Agency, year: number): void {
  if (formatDueFor(year) === undefined) {
    throw new Problem('no-format-for-year', {
      year,
      from: Math.min(...formats.map(({ from }) => from)),
    })
  }
  if (year < (validFrom ?? year) || year > (validTo ?? year)) {
    throw new Problem('not-expected', { agency: id, from: validFrom ?? '…', to: validTo ?? '…' })
  }
}

function mustBeEditable(
  service: Service,
  caller: Asking['caller'],
  { agency, year, head, reason }: Pick<Keep, 'agency' | 'year' | 'head' | 'reason'>,
): void {
  const { lock } = deadlineOf(service, agency, year)
  if (lock !== null && head?.state !== 'submitted') throw locked(year, lock)
  if (head === undefined) return
  const allowed = allowedActions(caller, head, lock)
  if (!allowed.includes('edit')) {
    throw new Problem('action-not-allowed', {
      state: head.state,
      action: 'edit',
      allowed: allowed.join(', '),
    })
  }
  if (isFinal(head) && reason === undefined) throw new Problem('reason-required')
}

/** The head a report would have, had it been kept. */
function wouldBe(
  head: Head | undefined,
  {
    agency,
    year,
    digest,
    checked,
    report,
    at,
  }: {
    agency: Agency
    year: number
    digest: string
    checked: ReturnType<typeof checkedOf>
    report: Report
    at: Date
  },
): Head {
  return {
    id: 0,
    agency: agency.id,
    year,
    late: false,
    submittedAt: null,
    submittedBy: null,
    returned: null,
    publicUrl: null,
    basis: { submitted: null, accepted: null, published: null },
    ...head,
    state: head?.state === 'returned' ? 'returned' : 'draft',
    revision: (head?.revision ?? 0) + 1,
    version: (head?.version ?? 0) + 1,
    format: report.format.version,
    digest,
    updatedAt: at.toISOString(),
    summary: checked.summary,
  }
}
