import { type Fault, Problem } from '../errors.ts'
import type { Language } from '../reports/text.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head, State } from '../store/head.ts'
import type { Move } from '../store/moving.ts'
import { Stale } from '../store/revision.ts'
import { mustHold } from './access.ts'
import { type AnsweredFinding, answered, assess, checkedOf, toAssess, unsettled } from './assess.ts'
import { type Deadline, dayOf, deadlineOf } from './calendar.ts'
import { findAgency } from './find-agencies.ts'
import { type Action, allowedActions, steps } from './life.ts'
import { locked } from './locked.ts'
import { mustBeCurrent, type Preconditions } from './preconditions.ts'
import { type NewRemark, remarksOn } from './remarks.ts'
import { etagOf } from './representation.ts'
import type { Asking, Service } from './service.ts'

export interface Transition {
  readonly agencyId: string
  readonly year: number
  readonly action: Action
  readonly comment?: string | undefined
  readonly remarks?: readonly NewRemark[] | undefined
  /** Where it was published. */
  readonly publicUrl?: string | undefined
  readonly preconditions: Preconditions
}

/** Takes a report one step on in its life, if its state, the caller and the findings allow. */
export async function transition(
  service: Service,
  { caller, language }: Asking,
  { agencyId, year, action, comment, remarks = [], publicUrl, preconditions }: Transition,
): Promise<Head> {
  const agency = findAgency(service, caller, agencyId)
  mustHold(service, caller, agency)
  const head = await service.store.reports.find(agencyId, year)
  if (head === undefined) throw new Problem('report-not-found', { agency: agencyId, year })
  mustBeCurrent(head, preconditions, false)
  const deadline = deadlineOf(service, agency, year)
  mustBeAllowed(head, action, caller, deadline)

  const { store } = service
  if (publicUrl !== undefined && action !== 'publish') throw new Problem('public-url-misplaced')
  const said = await remarksOn(service, head, comment, remarks)
  if (action === 'submit') await mustHaveChanged(service, head)
  const checked = steps[action].checked
    ? await mustBeSettled(service, head, agency, language)
    : undefined
  const detail = {
    revision: head.revision,
    from: head.state,
    ...(comment === undefined ? {} : { comment }),
    ...(remarks.length === 0 ? {} : { remarks }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  }
  try {
    const moved = await store.reports.move({
      head,
      action,
      client: caller.id,
      state: steps[action].to,
      revision: head.revision,
      ...standings(head, action, deadline, service.now()),
      detail,
      remarks: said,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(checked === undefined ? {} : { checked: checkedOf(checked) }),
    })
    if (moved === undefined) throw new Error('A report vanished in a transition')
    return moved
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    const now = await store.reports.find(agencyId, year)
    throw new Problem('version-mismatch', { etag: now === undefined ? '—' : etagOf(now) })
  }
}

/** What stands after a step, and whether the filing was late. */
function standings(
  head: Head,
  action: Action,
  { due }: Deadline,
  now: Date,
): Pick<Move, 'stands' | 'late' | 'submitted' | 'returned'> {
  const { basis, late, submittedAt, submittedBy, returned, revision } = head
  const submitted =
    submittedAt === null || submittedBy === null ? null : { at: submittedAt, by: submittedBy }
  const same = { late, submitted, returned }
  switch (action) {
    case 'submit': {
      const first = submitted === null
      return {
        stands: { submitted: revision },
        late: first ? dayOf(now) > due : late,
        submitted: 'now',
        returned,
      }
    }
    case 'withdraw': {
      const fresh = basis.accepted === null
      return {
        stands: { submitted: basis.accepted },
        late: fresh ? false : late,
        submitted: fresh ? null : submitted,
        returned,
      }
    }
    case 'return':
      return { ...same, stands: { submitted: basis.accepted }, returned: revision }
    case 'accept':
      return { ...same, stands: { accepted: revision }, returned: null }
    case 'publish':
      return { ...same, stands: { published: revision } }
    case 'reopen':
      return { ...same, stands: {}, returned: revision }
  }
}

function mustBeAllowed(head: Head, action: Action, caller: Caller, { lock }: Deadline): void {
  const step = steps[action]
  if (caller.role !== step.by && caller.role !== 'admin') {
    throw new Problem('forbidden', {
      reason: {
        zh: `${action} 须由 ${step.by} 进行。`,
        en: `To ${action} takes the role ${step.by}.`,
      },
    })
  }
  const allowed = allowedActions(caller, head, lock)
  if (allowed.includes(action)) return
  const due: readonly State[] = step.from
  if (lock !== null && step.by === 'reporter' && due.includes(head.state)) {
    throw locked(head.year, lock)
  }
  if (action === 'accept' && head.state === 'submitted') {
    throw new Problem('forbidden', {
      reason: {
        zh: '报送与审核须由不同的人进行，不能审核自己报送的报告。',
        en: 'Nobody both submits and accepts the same report.',
      },
    })
  }
  throw new Problem('action-not-allowed', {
    state: head.state,
    action,
    allowed: allowed.join(', ') || '—',
  })
}

/** What was sent back is not taken again as it was. */
async function mustHaveChanged({ store }: Service, head: Head): Promise<void> {
  if (head.returned === null) return
  const returned = await store.reports.revision(head.id, head.returned)
  if (returned?.digest.toString('hex') === head.digest) throw new Problem('unchanged-resubmission')
}

/** Runs the rules again; refuses while an error is unwaived or a warning unexplained. */
async function mustBeSettled(
  service: Service,
  head: Head,
  agency: Agency,
  language: Language,
): Promise<AnsweredFinding[]> {
  const { reports } = service.store
  const revision = await reports.revision(head.id, head.revision)
  const found = await assess(service, toAssess(revision, head.year, agency), language)
  const findings = answered(found, await reports.answers(head.id))
  const open = unsettled(findings)
  if (open.length === 0) return findings
  const errors = open.filter(({ severity }) => severity === 'error').length
  const faults: Fault[] = open.slice(0, 100).map(({ rule, message, at }) => ({
    ...(typeof at[0] === 'string' ? { pointer: `/${at[0].replaceAll('.', '/')}` } : {}),
    code: rule,
    message: { zh: message, en: message },
  }))
  throw new Problem('findings-stand', { errors, warnings: open.length - errors }, { faults })
}
