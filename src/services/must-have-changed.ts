import { Problem } from '../errors.ts'
import type { Head } from '../store/head.ts'
import type { Service } from './service.ts'

/**
 * What was sent back is not taken again as it was, unless a finding was explained or waived since:
 * that may be all that was asked for. `digest` is that of what comes now, in hex.
 */
export async function mustHaveChanged(
  { store }: Service,
  head: Head,
  digest: string,
): Promise<void> {
  if (head.returned === null) return
  const returned = await store.reports.revision(head.id, head.returned)
  if (returned?.digest.toString('hex') !== digest) return
  if (await store.reports.answeredSinceReturn(head)) return
  throw new Problem('unchanged-resubmission')
}
