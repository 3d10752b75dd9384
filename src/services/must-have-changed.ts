import { Problem } from '../errors.ts'
import type { Head } from '../store/head.ts'
import type { Service } from './service.ts'

/**
 * What was sent back is not taken again as it was, unless a finding was explained or waived since:
 * that may be all that was asked for; nor is a correction that reads as what stands. `digest` is that
 * of what comes now, in hex.
 */
export async function mustHaveChanged(
  { store }: Service,
  head: Head,
  digest: string,
): Promise<void> {
  const { id, revision, returned, basis } = head
  const reads = async (number: number) =>
    (await store.reports.revision(id, number))?.digest.toString('hex') === digest
  if (returned !== null && (await reads(returned))) {
    if (await store.reports.answeredSinceReturn(head)) return
    throw new Problem('unchanged-resubmission')
  }
  const { accepted } = basis
  if (accepted !== null && accepted !== revision && (await reads(accepted))) {
    throw new Problem('unchanged-correction', { revision: accepted })
  }
}
