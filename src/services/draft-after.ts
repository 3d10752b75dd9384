import type { Report } from '../reports/report.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Head } from '../store/head.ts'
import type { checkedOf } from './assess.ts'

/** The head of a report once it is filed. */
export function draftAfter(
  head: Head | undefined,
  {
    agency,
    year,
    digest,
    checked,
    report,
    at,
  }: {
    agency: Agency
    year: number
    digest: string
    checked: ReturnType<typeof checkedOf>
    report: Report
    at: Date
  },
): Head {
  const now = at.toISOString()
  return {
    id: 0,
    agency: agency.id,
    year,
    late: false,
    submittedAt: null,
    submittedBy: null,
    returned: null,
    publicUrl: null,
    basis: { submitted: null, accepted: null, published: null },
    ...head,
    state: head?.state === 'returned' ? 'returned' : 'draft',
    revision: (head?.revision ?? 0) + 1,
    version: (head?.version ?? 0) + 1,
    format: report.format.version,
    digest,
    filedAt: now,
    checkedAt: now,
    updatedAt: now,
    summary: checked.summary,
  }
}
