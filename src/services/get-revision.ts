import { Problem } from '../errors.ts'
import { type Differences, differencesBetween } from '../reports/differences.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { Revision } from '../store/revision.ts'
import { mustHold } from './access.ts'
import { reportOf } from './assess.ts'
import { findAgency } from './find-agencies.ts'
import type { Service } from './service.ts'

export interface RevisionKey {
  readonly agencyId: string
  readonly year: number
  readonly revision: number
}

/** The report whose history a caller may see. */
export async function heldReport(
  service: Service,
  caller: Caller,
  { agencyId, year }: Omit<RevisionKey, 'revision'>,
): Promise<Head> {
  mustHold(service, caller, findAgency(service, caller, agencyId))
  const head = await service.store.reports.find(agencyId, year)
  if (head === undefined) throw new Problem('report-not-found', { agency: agencyId, year })
  return head
}

/** One revision with its body, whatever became of it. */
export async function getRevision(
  service: Service,
  caller: Caller,
  key: RevisionKey,
): Promise<Revision> {
  return numbered(service, await heldReport(service, caller, key), key.revision)
}

/** What a revision changed since an earlier one, or the other way round. */
export async function compareRevisions(
  service: Service,
  caller: Caller,
  { from, ...key }: RevisionKey & { readonly from: number },
): Promise<Differences> {
  const head = await heldReport(service, caller, key)
  const before = await numbered(service, head, from)
  const after = await numbered(service, head, key.revision)
  return differencesBetween(reportOf(before), reportOf(after))
}

async function numbered({ store }: Service, head: Head, number: number): Promise<Revision> {
  const revision = await store.reports.revision(head.id, number)
  if (revision === undefined) throw new Problem('revision-not-found', { revision: number })
  return revision
}
