import { Problem } from '../errors.ts'
import type { Head } from '../store/head.ts'
import type { Service } from './service.ts'

/** What was sent back is not taken again as it was; `digest` is that of what comes now, in hex. */
export async function mustHaveChanged(
  { store }: Service,
  head: Head,
  digest: string,
): Promise<void> {
  if (head.returned === null) return
  const returned = await store.reports.revision(head.id, head.returned)
  if (returned?.digest.toString('hex') === digest) throw new Problem('unchanged-resubmission')
}
