import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { ReportFilter } from '../store/report-list.ts'
import { limitsOf } from './access.ts'
import type { Service } from './service.ts'

type Asked = Omit<ReportFilter, 'among' | 'within' | 'publishedOnly'>

/** A place in the order of the list: newest year first, then by agency. */
export interface Place {
  readonly year: number
  readonly agency: string
}

const START: Place = { year: 9999, agency: '' }

/** A page of the reports a caller may see, and the place where the next one begins. */
export async function listReports(
  { store }: Service,
  caller: Caller,
  filter: Asked,
  { after = START, limit }: { after?: Place | undefined; limit: number },
): Promise<{ items: Head[]; next: Place | undefined }> {
  const found = await store.reports.list({ ...filter, ...limitsOf(caller) }, after, limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit ? last : undefined }
}
