import type { Head } from '../store/head.ts'
import type { Move } from '../store/moving.ts'
import { Stale } from '../store/revision.ts'
import { deadlineOf } from './calendar.ts'
import { heldReport, type ReportKey } from './held-report.ts'
import { allowedActions } from './life.ts'
import { locked } from './locked.ts'
import { notAllowed } from './not-allowed.ts'
import { mustBeCurrent, overtaken, type Preconditions } from './preconditions.ts'
import type { Asking, Service } from './service.ts'

interface DiscardReport extends ReportKey {
  readonly preconditions: Preconditions
  /** Do everything but keep it. */
  readonly dryRun?: boolean
}

/**
 * Discards a draft. A mended report goes back to what was sent back, a correction or a report that
 * was reopened to what stands, and a report that never stood is gone; its revisions stay in the
 * history and are not numbered anew.
 */
export async function discardReport(
  service: Service,
  { caller }: Asking,
  { agencyId, year, preconditions, dryRun }: DiscardReport,
): Promise<void> {
  const { agency, head } = await heldReport(service, caller, { agencyId, year })
  await mustBeCurrent(service, head, preconditions, true)
  const { lock } = deadlineOf(service, agency, year)
  if (lock !== null) throw locked(year, lock)
  const allowed = allowedActions(caller, head, lock)
  if (!allowed.includes('discard')) {
    throw notAllowed(head, 'discard', allowed)
  }
  if (dryRun === true) return
  try {
    await service.store.reports.move(discardOf(head, caller.id))
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    throw await overtaken(service, head, preconditions)
  }
}

function discardOf(head: Head, client: string): Move {
  const { late, submittedAt, submittedBy, returned, revision } = head
  const back = backTo(head)
  return {
    head,
    action: 'discard',
    client,
    ...back,
    stands: {},
    late,
    submitted:
      submittedAt === null || submittedBy === null ? null : { at: submittedAt, by: submittedBy },
    returned,
    detail: { revision, from: head.state, to: back.state, back: back.revision },
  }
}

/** Where a report is once its draft is discarded. */
function backTo({ state, basis, returned, revision }: Head): Pick<Move, 'state' | 'revision'> {
  if (state === 'returned' && returned !== null && revision !== returned) {
    return { state: 'returned', revision: returned }
  }
  const { accepted, published } = basis
  if (accepted === null) return { state: 'discarded', revision }
  return { state: accepted === published ? 'published' : 'accepted', revision: accepted }
}
