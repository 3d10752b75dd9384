import type { Head } from '../store/head.ts'
import type { Service } from './service.ts'

/** The head of a report as if a revision were its newest; undefined where there is no such revision. */
export async function headAt(
  { store }: Service,
  head: Head,
  number: number,
): Promise<Head | undefined> {
  if (number === head.revision) return head
  const revision = await store.reports.stamp(head.id, number)
  const checked = await store.reports.checked(head.id, number)
  if (revision === undefined || checked === undefined) return undefined
  const { format, digest, at: filedAt } = revision
  const { summary, at: checkedAt } = checked
  return {
    ...head,
    ...{ revision: number, format, digest: digest.toString('hex') },
    ...{ filedAt, checkedAt, summary },
  }
}
