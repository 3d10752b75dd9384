import { hash } from 'node:crypto'
import { Problem } from '../errors.ts'
import { canonicalBody } from '../reports/canonical.ts'
import type { Report } from '../reports/report.ts'
import { encodeCells } from '../reports/vector.ts'
import type { Finding } from '../rules/check.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Head } from '../store/head.ts'
import type { Filed, Work } from '../store/report-store.ts'
import { assess, checkedOf, noticedIn } from './assess.ts'
import { type Deadline, deadlineOf } from './calendar.ts'
import { mustBeCertain } from './certain.ts'
import { draftAfter } from './draft-after.ts'
import { mustBeExpected } from './expected.ts'
import { heldAgency } from './find-agencies.ts'
import { allowedActions } from './life.ts'
import { locked } from './locked.ts'
import { headAfter, lateOn, moveOf } from './move.ts'
import { mustHaveChanged } from './must-have-changed.ts'
import { notAllowed } from './not-allowed.ts'
import { bringsOriginal, originalOf } from './original.ts'
import { mustBeCurrent, type Preconditions } from './preconditions.ts'
import { type Received, receive, type Sent } from './receive.ts'
import type { Asking, Service } from './service.ts'
import { mustBeSettled } from './settled.ts'
import { mustBeOf } from './whose-report.ts'

export interface PutReport {
  readonly agencyId: string
  readonly year: number
  readonly sent: Sent
  readonly preconditions: Preconditions
  /** Why an accepted or published report is corrected. */
  readonly reason?: string | undefined
  /** Submit it as well; it is not even filed when it cannot be submitted. */
  readonly submit?: boolean | undefined
  /** Do everything but keep it. */
  readonly dryRun?: boolean | undefined
}

/** What is to be done for a report, and what would come of it. */
export interface Plan {
  readonly filed: Filed
  /** Null when nothing needs doing. */
  readonly work: Work | null
}

/** Reads and checks a report and looks at everything that could refuse it; changes nothing. */
export async function planFiling(service: Service, asking: Asking, put: PutReport): Promise<Plan> {
  const { caller } = asking
  const { agencyId, year, preconditions } = put
  const agency = heldAgency(service, caller, agencyId)
  mustBeExpected(agency, year)

  const head = await service.store.reports.find(agencyId, year)
  await mustBeCurrent(service, head, preconditions, true)
  const deadline = deadlineOf(service, agency, year)
  mustBeEditable(caller, { year, head }, deadline)
  const reason = await reasonOf(service, head, put.reason)

  const received = await receive(put.sent)
  mustBeCertain(received)
  mustBeOf(service, agency, received)
  const looked = { agency, head, received, due: deadline.due }
  return planned(service, asking, { ...put, reason }, looked)
}

/** What a filing was found to rest on. */
interface Looked {
  readonly agency: Agency
  readonly head: Head | undefined
  readonly received: Received
  readonly due: string
}

async function planned(
  service: Service,
  { caller, language }: Asking,
  { year, sent, reason, submit = false }: PutReport,
  { agency, head, received, due }: Looked,
): Promise<Plan> {
  const { report, reading } = received
  const noticed = reading === undefined ? undefined : noticedIn(reading)
  const revision = revisionOf(report, { reason, noticed })
  const digest = revision.digest.toString('hex')
  const same = head !== undefined && head.digest === digest
  if (same && isFinal(head)) throw new Problem('unchanged-correction', { revision: head.revision })
  const kept = same && !(await bringsOriginal(service, head, sent))
  if (kept && !submit) return { filed: { outcome: 'unchanged', head }, work: null }

  const at = service.now()
  const taken = submit ? { action: 'submit', at, late: lateOn(at, due, head) } : undefined
  const toAssess = { report, year, agency, taken, ...(noticed === undefined ? {} : { noticed }) }
  const assessed = await assess(service, toAssess, language)
  service.checked?.(assessed.findings)
  const checked = checkedOf(assessed)
  if (submit) await mustBeSubmittable(service, head, digest, assessed.findings)

  const original =
    'document' in sent && reading !== undefined ? await originalOf(sent, reading) : undefined
  const filing = kept
    ? null
    : {
        agency: agency.id,
        year,
        basedOn: head?.version ?? null,
        client: caller.id,
        revision,
        checked,
        original,
      }
  const move = submit
    ? (drafted: Head) =>
        moveOf(drafted, 'submit', { client: caller.id, due, at, detail: {}, checked })
    : null
  const draft = kept ? head : draftAfter(head, { agency, year, digest, checked, report, at })
  const outcome = kept ? 'unchanged' : head === undefined ? 'created' : 'replaced'
  return {
    filed: { outcome, head: move === null ? draft : headAfter(move(draft), at) },
    work: { agency: agency.id, year, filing, move },
  }
}

/** What is kept of a report. */
function revisionOf(
  report: Report,
  { reason, noticed }: { reason: string | undefined; noticed: object | undefined },
) {
  const body = canonicalBody(report)
  return {
    format: report.format.version,
    digest: hash('sha256', body, 'buffer'),
    cells: encodeCells(report.cells),
    noticed: noticed === undefined ? null : JSON.stringify(noticed),
    body,
    reason: reason ?? null,
  }
}

const isFinal = ({ state }: Head): boolean => state === 'accepted' || state === 'published'

function mustBeEditable(
  caller: Asking['caller'],
  { year, head }: { year: number; head: Head | undefined },
  { lock }: Deadline,
): void {
  if (lock !== null && head?.state !== 'submitted') throw locked(year, lock)
  if (head === undefined) return
  const allowed = allowedActions(caller, head, lock)
  if (!allowed.includes('edit')) throw notAllowed(head, 'edit', allowed)
}

/** Why what stands is corrected: as said now, or else as said when the correction was begun. */
async function reasonOf(
  { store }: Service,
  head: Head | undefined,
  said: string | undefined,
): Promise<string | undefined> {
  if (said !== undefined || head === undefined || head.basis.accepted === null) return said
  const { id, revision, basis } = head
  if (revision === basis.accepted) throw new Problem('reason-required')
  return (await store.reports.revision(id, revision))?.reason ?? undefined
}

/** Refuses what was sent back and comes again as it was, and what has findings in its way. */
async function mustBeSubmittable(
  service: Service,
  head: Head | undefined,
  digest: string,
  found: readonly Finding[],
): Promise<void> {
  const answers = head === undefined ? [] : await service.store.reports.answers(head.id)
  mustBeSettled(found, answers, 'findings')
  if (head !== undefined) await mustHaveChanged(service, head, digest)
}
