import type { Caller } from '../store/client-store.ts'
import type { Head } from '../store/head.ts'
import type { ReportFilter } from '../store/report-list.ts'
import { limitsOf } from './access.ts'
import { publishedHead } from './get-report.ts'
import type { Service } from './service.ts'

export type Asked = Omit<ReportFilter, 'among' | 'within' | 'publishedOnly'>

/** A place in the order of the list: newest year first, then by agency. */
export interface Place {
  readonly year: number
  readonly agency: string
}

const START: Place = { year: 9999, agency: '' }

/** The reports a caller may see, as it may see them, after a place in the list. */
export async function listReports(
  service: Service,
  caller: Caller,
  filter: Asked,
  { after = START, limit }: { after?: Place | undefined; limit: number },
): Promise<Head[]> {
  const limits = limitsOf(caller)
  const heads = await service.store.reports.list({ ...filter, ...limits }, after, limit)
  if (!limits.publishedOnly) return heads
  const seen = await Promise.all(heads.map((head) => publishedHead(service, head)))
  return seen.filter((head) => head !== undefined)
}
