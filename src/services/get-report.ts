import { Problem } from '../errors.ts'
import { anonymous, type Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { Revision } from '../store/revision.ts'
import type { Basis } from '../store/standing.ts'
import { sightOf } from './access.ts'
import { headAt } from './head-at.ts'
import { pastMoment } from './past-moment.ts'
import type { Service } from './service.ts'
import { wrongParameter } from './wrong-parameter.ts'

export interface GetReport {
  readonly agencyId: string
  readonly year: number
  readonly revision?: number | undefined
  readonly basis?: Basis | undefined
  /** An RFC 3339 time: the revision that stood on the basis then, or was the newest then. */
  readonly asOf?: string | undefined
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
  mustNameOneRevision(ask)
  const { agencyId, year } = ask
  const absent = () => new Problem('report-not-found', { agency: agencyId, year })
  const agency = service.store.register.findAgency(agencyId)
  if (agency === undefined) throw absent()
  const sight = sightOf(service, caller, agency)
  const head = await service.store.reports.find(agencyId, year)
  if (head === undefined || sight === 'none') throw absent()

  const shown = sight === 'all' ? ask : { ...ask, basis: ask.basis ?? 'published' }
  const number = await numberOf(service, head, shown)
  const hidden = sight === 'published' && shown.basis !== 'published'
  if (number === null || hidden) throw absent()
  const seen = sight === 'all' ? head : await publishedHead(service, head, number)
  const other = sight === 'published' && (ask.revision ?? number) !== number
  const revision = other ? undefined : await service.store.reports.revision(head.id, number)
  if (seen === undefined || revision === undefined) {
    throw new Problem('revision-not-found', { revision: ask.revision ?? number })
  }
  return { head: seen, revision, reader: sight === 'all' ? caller : anonymous }
}

function mustNameOneRevision({ revision, basis, asOf }: GetReport): void {
  if (revision === undefined || (basis === undefined && asOf === undefined)) return
  throw wrongParameter(
    'revision',
    '不能与 basis 或 asOf 同时使用',
    'names a revision by itself; leave out basis and asOf',
  )
}

/** The revision that is asked for; null where none stands, or stood, on the basis. */
async function numberOf(
  service: Service,
  head: Head,
  { revision, basis, asOf }: GetReport,
): Promise<number | null> {
  const { reports } = service.store
  if (asOf === undefined)
    return basis === undefined ? (revision ?? head.revision) : head.basis[basis]
  const moment = pastMoment(service, asOf)
  return basis === undefined
    ? reports.filedBy(head.id, moment)
    : reports.stoodAt(head.id, basis, moment)
}

/**
 * The report as if its published revision were all there is: nothing of it, not even its ETag,
 * tells that a correction is under way. `published` is the one that stands, or stood at a moment.
 */
export async function publishedHead(
  service: Service,
  head: Head,
  published = head.basis.published,
): Promise<Head | undefined> {
  if (published === null) return undefined
  const known = published === head.revision ? publishedHeads.get(head) : undefined
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
