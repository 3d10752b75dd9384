import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Receipt } from '../store/receipt-store.ts'
import { mustHold } from './access.ts'
import { findAgency } from './find-agencies.ts'
import type { Service } from './service.ts'

/** The receipt of a report's last submission, or of a revision's. */
export async function getReceipt(
  service: Service,
  caller: Caller,
  {
    agencyId,
    year,
    revision,
  }: { readonly agencyId: string; readonly year: number; readonly revision?: number | undefined },
): Promise<Receipt> {
  mustHold(service, caller, findAgency(service, caller, agencyId))
  const { reports, receipts } = service.store
  const head = await reports.find(agencyId, year)
  if (head === undefined) throw new Problem('report-not-found', { agency: agencyId, year })
  const receipt = await receipts.find(head.id, revision ?? null)
  if (receipt === undefined) throw new Problem('receipt-not-found', { agency: agencyId, year })
  return receipt
}
