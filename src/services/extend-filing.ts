import { Problem } from '../errors.ts'
import type { Extension } from '../store/calendar-store.ts'
import type { Caller } from '../store/client-store.ts'
import { heldTo } from './entry.ts'
import { heldAgency } from './find-agencies.ts'
import type { ReportKey } from './held-report.ts'
import type { Preconditions } from './preconditions.ts'
import type { Service } from './service.ts'
import { isDay } from './set-window.ts'

/** What is granted to one filer for a year; at least one of the days. */
export interface NewExtension {
  readonly due?: string | null | undefined
  readonly openUntil?: string | null | undefined
  readonly reason: string
}

/** The extension of a filer for a year. */
export function findExtension(service: Service, caller: Caller, { agencyId, year }: ReportKey) {
  heldAgency(service, caller, agencyId)
  const extension = service.store.calendar.extension(agencyId, year)
  if (extension === undefined) {
    throw new Problem('extension-not-found', { agency: agencyId, year })
  }
  return extension
}

/** Gives one filer more time, or opens a year that is closed or not yet open for it alone. */
export async function extendFiling(
  service: Service,
  caller: Caller,
  { agencyId, year, due, openUntil, reason }: NewExtension & ReportKey,
  preconditions: Preconditions,
): Promise<Extension> {
  heldAgency(service, caller, agencyId)
  const given = { due: due ?? null, openUntil: openUntil ?? null }
  const faults = Object.entries(given).flatMap(([name, day]) =>
    day === null || (isDay(day) && day > `${year}-12-31`)
      ? []
      : [{ pointer: `/${name}`, code: 'window', message: notAfter }],
  )
  if (given.due === null && given.openUntil === null) {
    faults.push({ pointer: '/due', code: 'window', message: neither })
  }
  if (faults.length > 0) {
    throw new Problem('window-out-of-order', { count: faults.length }, { faults })
  }
  const extension = { ...given, reason }
  const held = heldTo(entryOf(service, { agencyId, year }), preconditions)
  const by = { client: caller.id, held }
  await service.store.calendar.extendFiling(agencyId, year, extension, by)
  return extension
}

/** Takes an extension back. */
export async function endExtension(
  service: Service,
  caller: Caller,
  { agencyId, year }: ReportKey,
  preconditions: Preconditions,
): Promise<void> {
  heldAgency(service, caller, agencyId)
  const held = heldTo(entryOf(service, { agencyId, year }), preconditions)
  const by = { client: caller.id, held }
  if (await service.store.calendar.endExtension(agencyId, year, by)) return
  throw new Problem('extension-not-found', { agency: agencyId, year })
}

const entryOf = ({ store }: Service, { agencyId, year }: ReportKey) => ({
  name: `${agencyId}/${year}`,
  read: () => store.calendar.extension(agencyId, year),
})

const notAfter = {
  zh: '应为报告年度结束之后的日期',
  en: 'must be a day of the calendar after the report year',
}
const neither = { zh: '须给出 due 或 openUntil', en: 'due or openUntil must be given' }
