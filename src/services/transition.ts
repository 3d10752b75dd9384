import { Problem } from '../errors.ts'
import type { Language } from '../reports/text.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head, State } from '../store/head.ts'
import { Stale } from '../store/revision.ts'
import { assess, checkedOf, toAssess } from './assess.ts'
import { type Deadline, deadlineOf } from './calendar.ts'
import { mustBeExpected } from './expected.ts'
import type { Taken } from './filing-days.ts'
import { heldReport } from './held-report.ts'
import { type Action, allowedActions, steps } from './life.ts'
import { locked } from './locked.ts'
import { headAfter, lateOn, moveOf } from './move.ts'
import { mustHaveChanged } from './must-have-changed.ts'
import { notAllowed } from './not-allowed.ts'
import { mustBeCurrent, overtaken, type Preconditions } from './preconditions.ts'
import { type NewRemark, remarksOn } from './remarks.ts'
import type { Asking, Service } from './service.ts'
import { mustBeSettled } from './settled.ts'

export interface Transition {
  readonly agencyId: string
  readonly year: number
  readonly action: Action
  readonly comment?: string | undefined
  readonly remarks?: readonly NewRemark[] | undefined
  /** Where it was published. */
  readonly publicUrl?: string | undefined
  readonly preconditions: Preconditions
  /** Do everything but keep it. */
  readonly dryRun?: boolean
}

/** Takes a report one step on in its life, if its state, the caller and the findings allow. */
export async function transition(
  service: Service,
  { caller, language }: Asking,
  { agencyId, year, action, comment, remarks = [], publicUrl, preconditions, dryRun }: Transition,
): Promise<Head> {
  const { agency, head } = await heldReport(service, caller, { agencyId, year })
  await mustBeCurrent(service, head, preconditions, false)
  const deadline = deadlineOf(service, agency, year)
  mustBeAllowed(head, action, caller, deadline)
  if (action === 'submit') mustBeExpected(agency, year)
  if (publicUrl !== undefined && action !== 'publish') throw new Problem('public-url-misplaced')
  const said = await remarksOn(service, head, comment, remarks)

  if (action === 'submit') await mustHaveChanged(service, head, head.digest)
  const at = service.now()
  const taken = { action, at, late: lateOn(at, deadline.due, head) }
  const { settles } = steps[action]
  const checked =
    settles === 'nothing'
      ? {}
      : { checked: await checkAgain(service, head, agency, { language, settles, taken }) }
  const detail = {
    ...(comment === undefined ? {} : { comment }),
    ...(remarks.length === 0 ? {} : { remarks }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  }
  const move = moveOf(head, action, {
    client: caller.id,
    due: deadline.due,
    at,
    detail,
    remarks: said,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...checked,
  })
  if (dryRun === true) return headAfter(move, at)
  try {
    const moved = await service.store.reports.move(move)
    if (moved === undefined) throw new Error('A report vanished in a transition')
    return moved
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    throw await overtaken(service, head, preconditions)
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
  throw notAllowed(head, action, allowed)
}

/** Runs the rules again; refuses while a finding stands in the way. */
async function checkAgain(
  service: Service,
  head: Head,
  agency: Agency,
  {
    language,
    settles,
    taken,
  }: { language: Language; settles: 'findings' | 'errors'; taken: Taken },
) {
  const { reports } = service.store
  const revision = await reports.revision(head.id, head.revision)
  const { ruleset, findings } = await assess(
    service,
    { ...toAssess(revision, head.year, agency), taken },
    language,
  )
  const settled = mustBeSettled(findings, await reports.answers(head.id), settles)
  return checkedOf({ ruleset, findings: settled })
}
