import { Problem } from '../errors.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import { heldAgency } from './find-agencies.ts'
import type { Service } from './service.ts'

/** An agency's year. */
export interface ReportKey {
  readonly agencyId: string
  readonly year: number
}

/** A report within a caller's scope, and whose it is. Others have what is published: get-report.ts. */
export async function heldReport(
  service: Service,
  caller: Caller,
  { agencyId, year }: ReportKey,
): Promise<{ agency: Agency; head: Head }> {
  const agency = heldAgency(service, caller, agencyId)
  const head = await service.store.reports.find(agencyId, year)
  if (head === undefined) throw new Problem('report-not-found', { agency: agencyId, year })
  return { agency, head }
}
