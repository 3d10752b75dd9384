import { type Fault, Problem } from '../errors.ts'
import { cellAtAddress, cellsOf } from '../formats/cells.ts'
import type { Place } from '../reports/place.ts'
import type { Report } from '../reports/report.ts'
import type { Head } from '../store/head.ts'
import type { Said } from '../store/moving.ts'
import type { Remark } from '../store/remark-store.ts'
import { reportOf } from './assess.ts'
import { heldReport, type ReportKey } from './held-report.ts'
import type { Asking, Service } from './service.ts'

export interface NewRemark {
  readonly at: Place
  readonly text: string
}

/** What is said at a step: the comment on the whole, then each remark at its place. */
export async function remarksOn(
  { store }: Service,
  head: Head,
  comment: string | undefined,
  remarks: readonly NewRemark[],
): Promise<Said[]> {
  const whole = comment === undefined ? [] : [{ at: null, text: comment }]
  if (remarks.length === 0) return whole
  const report = reportOf(await store.reports.revision(head.id, head.revision))
  const faults = remarks.flatMap(({ at }, i): Fault[] =>
    isPlaceIn(report, at)
      ? []
      : [{ pointer: `/remarks/${i}/at`, code: 'place', message: nowhere(report, at) }],
  )
  if (faults.length > 0) throw new Problem('remark-misplaced', { count: faults.length }, { faults })
  return [...whole, ...remarks]
}

/** A page of what was said of a report at its steps, oldest first. */
export async function listRemarks(
  service: Service,
  { caller }: Asking,
  { revision, ...key }: ReportKey & { revision: number | null },
  after: number,
  limit: number,
): Promise<readonly Remark[]> {
  const { head } = await heldReport(service, caller, key)
  return service.store.remarks.list(head.id, revision, after, limit)
}

/** Whether a report has the place: a cell, group, table or text, or a stretch within a text. */
function isPlaceIn({ format, narrative }: Report, at: Place): boolean {
  if (typeof at !== 'string') {
    return at.start < at.end && at.end <= (textAt(narrative, at.passage)?.length ?? 0)
  }
  return (
    Object.hasOwn(narrative, at) ||
    ['title', 'period', 'format'].includes(at) ||
    cellAtAddress(format, at) !== undefined ||
    cellsOf(format).some(({ address }) => address.startsWith(`${at}.`)) ||
    format.sections.some(({ id }) => id === at || `narrative.${id}` === at)
  )
}

const textAt = (narrative: Report['narrative'], passage: string): string | null =>
  Object.hasOwn(narrative, passage) ? (narrative[passage] ?? null) : null

function nowhere({ format, narrative }: Report, at: Place): Fault['message'] {
  if (typeof at === 'string') {
    return {
      zh: `格式 ${format.version} 没有地址 ${at}`,
      en: `format ${format.version} has no address ${at}`,
    }
  }
  const length = textAt(narrative, at.passage)?.length
  return length === undefined
    ? { zh: `没有段落 ${at.passage}，或其中没有文字`, en: `there is no text at ${at.passage}` }
    : {
        zh: `应为 ${at.passage} 中的一段，该段落长 ${length}`,
        en: `must be a stretch of ${at.passage}, which has ${length} characters`,
      }
}
