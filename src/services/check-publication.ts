import { type PublicCell, type PublicSentence, publicDifferences } from '../reports/public-text.ts'
import type { Caller } from '../store/client-store.ts'
import { reportOf } from './assess.ts'
import { mustBeCertain } from './certain.ts'
import { getReport } from './get-report.ts'
import type { ReportKey } from './held-report.ts'
import { receive, type Sent } from './receive.ts'
import type { Service } from './service.ts'

export interface PublicationCheck {
  readonly basis: 'published' | 'accepted'
  readonly revision: number
  readonly cells: readonly PublicCell[]
  readonly sentences: readonly PublicSentence[]
}

/**
 * Holds a public text against the revision that was published, or that was accepted where none
 * is published yet. A text that cannot be read with certainty is refused, with the places.
 */
export async function checkPublication(
  service: Service,
  caller: Caller,
  { sent, ...key }: ReportKey & { sent: Sent },
): Promise<PublicationCheck> {
  const { head } = await getReport(service, caller, key)
  const basis = head.basis.published === null ? 'accepted' : 'published'
  const { revision } = await getReport(service, caller, { ...key, basis })
  const received = await receive(sent)
  mustBeCertain(received)
  const differences = publicDifferences(reportOf(revision), received.report)
  return { basis, revision: revision.number, ...differences }
}
