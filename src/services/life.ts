import type { Caller, Role } from '../store/client-store.ts'
import type { Head, State } from '../store/head.ts'
import type { Lock } from './calendar.ts'

/** The steps of a report's life: who may take them, and from where to where they lead. */
interface Step {
  readonly from: readonly State[]
  readonly to: State
  readonly by: Role
  /**
   * What may not stand in its way: open findings at submission; after that errors alone, for a
   * sister's later report can raise a warning that the filer was never asked about.
   */
  readonly settles: 'findings' | 'errors' | 'nothing'
}

export const steps = {
  submit: { from: ['draft', 'returned'], to: 'submitted', by: 'reporter', settles: 'findings' },
  withdraw: { from: ['submitted'], to: 'draft', by: 'reporter', settles: 'nothing' },
  return: { from: ['submitted'], to: 'returned', by: 'reviewer', settles: 'nothing' },
  accept: { from: ['submitted'], to: 'accepted', by: 'reviewer', settles: 'errors' },
  publish: { from: ['accepted'], to: 'published', by: 'reviewer', settles: 'errors' },
  reopen: { from: ['accepted', 'published'], to: 'returned', by: 'reviewer', settles: 'nothing' },
} as const satisfies Record<string, Step>

export type Action = keyof typeof steps

/**
 * What a caller who holds the agency may do with a report now, in the order of its life. A locked
 * year takes nothing from filers; the office goes on with what it has.
 */
export function allowedActions(caller: Caller, head: Head, lock: Lock | null): string[] {
  const does = (role: Role) =>
    (caller.role === role || caller.role === 'admin') && (role !== 'reporter' || lock === null)
  const allowed: string[] = []
  if (does('reporter') && head.state !== 'submitted') allowed.push('edit')
  if (does('reporter') && hasDraft(head)) allowed.push('discard')
  for (const [action, step] of Object.entries<Step>(steps)) {
    if (!step.from.includes(head.state) || !does(step.by)) continue
    if (action === 'accept' && head.submittedBy === caller.id) continue
    allowed.push(action)
  }
  return allowed
}

/**
 * Whether there is anything to discard: what was sent back is no draft until it is mended, unless
 * there is a report that stands to go back to.
 */
const hasDraft = ({ state, revision, returned, basis }: Head): boolean =>
  state === 'draft' || (state === 'returned' && (revision !== returned || basis.accepted !== null))
