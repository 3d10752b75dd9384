import { Problem } from '../errors.ts'
import { anonymous, type Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { Revision } from '../store/revision.ts'
import type { Basis } from '../store/standing.ts'
import { sightOf } from './access.ts'
import { headAt } from './head-at.ts'
import type { Service } from './service.ts'

export interface GetReport {
  readonly agencyId: string
  readonly year: number
  readonly revision?: number | undefined
  readonly basis?: Basis | undefined
}

/** A report as its reader may see it, and the revision that answers the question. */
export interface Found {
  readonly head: Head
  readonly revision: Revision
  /** As whom the caller reads it: who sees only what is published can do nothing with it. */
  readonly reader: Caller
}

/** Finds a report. To whom sees only what is published, the rest of its life does not exist. */
export async function getReport(service: Service, caller: Caller, ask: GetReport): Promise<Found> {
  const { agencyId, year, basis } = ask
  const absent = () => new Problem('report-not-found', { agency: agencyId, year })
  const agency = service.store.register.findAgency(agencyId)
  if (agency === undefined) throw absent()
  const sight = sightOf(service, caller, agency)
  const head = await service.store.reports.find(agencyId, year)
  if (head === undefined || sight === 'none') throw absent()
  const seen = sight === 'all' ? head : await publishedHead(service, head)
  if (seen === undefined) throw absent()

  const number = basis === undefined ? (ask.revision ?? seen.revision) : seen.basis[basis]
  if (number === null) throw absent()
  const hidden = sight === 'published' && number !== seen.revision
  const revision = hidden ? undefined : await service.store.reports.revision(head.id, number)
  if (revision === undefined) throw new Problem('revision-not-found', { revision: number })
  return { head: seen, revision, reader: sight === 'all' ? caller : anonymous }
}

/**
 * The report as if its published revision were all there is: nothing of it, not even its ETag,
 * tells that a correction is under way.
 */
export async function publishedHead(service: Service, head: Head): Promise<Head | undefined> {
  const { published } = head.basis
  if (published === null) return undefined
  const known = publishedHeads.get(head)
  if (known !== undefined) return known
  const then = await headAt(service, head, published)
  if (then === undefined) return undefined
  const shown: Head = {
    ...then,
    state: 'published',
    // Its findings may be others when it is checked again, and its summary with them.
    version: Date.parse(then.checkedAt),
    submittedAt: null,
    submittedBy: null,
    returned: null,
    updatedAt: then.filedAt,
    basis: { submitted: null, accepted: null, published },
  }
  // An older revision may be checked again without a change to the report.
  if (then === head) publishedHeads.set(head, shown)
  return shown
}

/** Of heads whose newest revision is the published one, which is nearly every report. */
const publishedHeads = new WeakMap<Head, Head>()
