import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Receipt } from '../store/receipt-store.ts'
import { heldReport, type ReportKey } from './held-report.ts'
import type { Service } from './service.ts'

/** The receipt of a report's last submission, or of a revision's. */
export async function getReceipt(
  service: Service,
  caller: Caller,
  { revision, ...key }: ReportKey & { readonly revision?: number | undefined },
): Promise<Receipt> {
  const { head } = await heldReport(service, caller, key)
  const receipt = await service.store.receipts.find(head.id, revision ?? null)
  if (receipt !== undefined) return receipt
  throw new Problem('receipt-not-found', { agency: key.agencyId, year: key.year })
}
