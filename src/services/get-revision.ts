import { Problem } from '../errors.ts'
import { type Differences, differencesBetween } from '../reports/differences.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { Revision } from '../store/revision.ts'
import { reportOf } from './assess.ts'
import { heldReport, type ReportKey } from './held-report.ts'
import type { Service } from './service.ts'

interface RevisionKey extends ReportKey {
  readonly revision: number
}

/** One revision with its body, whatever became of it. */
export async function getRevision(
  service: Service,
  caller: Caller,
  key: RevisionKey,
): Promise<Revision> {
  const { head } = await heldReport(service, caller, key)
  return numbered(service, head, key.revision)
}

/** What a revision changed since an earlier one, or the other way round. */
export async function compareRevisions(
  service: Service,
  caller: Caller,
  { from, ...key }: RevisionKey & { readonly from: number },
): Promise<Differences> {
  const { head } = await heldReport(service, caller, key)
  const before = await numbered(service, head, from)
  const after = await numbered(service, head, key.revision)
  return differencesBetween(reportOf(before), reportOf(after))
}

async function numbered({ store }: Service, head: Head, number: number): Promise<Revision> {
  const revision = await store.reports.revision(head.id, number)
  if (revision === undefined) throw new Problem('revision-not-found', { revision: number })
  return revision
}
