import type { Head } from '../store/head.ts'
import type { Move } from '../store/moving.ts'
import { dayOf } from './calendar.ts'
import { type Action, steps } from './life.ts'

/** A step as it is to be kept, on the head it is taken from. */
export function moveOf(
  head: Head,
  action: Action,
  more: Pick<Move, 'client' | 'detail' | 'checked' | 'remarks' | 'publicUrl'> & {
    /** The last day on time. */
    readonly due: string
    readonly at: Date
  },
): Move {
  const { due, at, detail, ...rest } = more
  return {
    head,
    action,
    ...rest,
    state: steps[action].to,
    revision: head.revision,
    ...standings(head, action, due, at),
    detail: { revision: head.revision, from: head.state, ...detail },
  }
}

/** What stands after a step, and whether the filing was late. */
function standings(
  head: Head,
  action: Action,
  due: string,
  now: Date,
): Pick<Move, 'stands' | 'late' | 'submitted' | 'returned'> {
  const { basis, late, submittedAt, submittedBy, returned, revision } = head
  const submitted =
    submittedAt === null || submittedBy === null ? null : { at: submittedAt, by: submittedBy }
  const same = { late, submitted, returned }
  switch (action) {
    case 'submit':
      return {
        stands: { submitted: revision },
        late: lateOn(now, due, head),
        submitted: 'now',
        returned,
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

/** Whether a report that is submitted now is late: by the day of its first submission. */
export const lateOn = (
  now: Date,
  due: string,
  head: Pick<Head, 'late' | 'submittedAt'> | undefined,
): boolean => (head === undefined || head.submittedAt === null ? dayOf(now) > due : head.late)

/** The head a report would have after a step. */
export function headAfter({ head, client, ...move }: Move, at: Date): Head {
  if (move.state === 'discarded') throw new Error('A discarded report has no head')
  const submitted = move.submitted === 'now' ? { at: at.toISOString(), by: client } : move.submitted
  return {
    ...head,
    state: move.state,
    version: head.version + 1,
    late: move.late,
    submittedAt: submitted?.at ?? null,
    submittedBy: submitted?.by ?? null,
    returned: move.returned,
    publicUrl: move.publicUrl ?? head.publicUrl,
    updatedAt: at.toISOString(),
    basis: { ...head.basis, ...move.stands },
    summary: move.checked?.summary ?? head.summary,
  }
}
