import { type Fault, Problem } from '../errors.ts'
import type { Window } from '../store/calendar-store.ts'
import type { Caller } from '../store/client-store.ts'
import { mustSupervise } from './access.ts'
import { type EffectiveWindow, windowOf } from './calendar.ts'
import { heldTo } from './entry.ts'
import { findRegion } from './find-region.ts'
import type { Preconditions } from './preconditions.ts'
import type { Service } from './service.ts'

/** What an office says of a year; what it leaves out is as the law has it. */
export interface NewWindow {
  readonly opens?: string | null | undefined
  readonly due?:
    | { readonly departments?: string | undefined; readonly governments?: string | undefined }
    | undefined
  readonly closes?: string | null | undefined
  readonly reason?: string | null | undefined
}

interface WindowKey {
  readonly region: string
  readonly year: number
}

/** When a region takes reports of a year, whoever says so. */
export function findWindow(service: Service, region: string, year: number): EffectiveWindow {
  findRegion(service, region)
  return windowOf(service, region, year)
}

/** Sets when a region, and all below it without a window of their own, takes reports of a year. */
export async function setWindow(
  service: Service,
  caller: Caller,
  { region, year, ...given }: NewWindow & WindowKey,
  preconditions: Preconditions,
): Promise<EffectiveWindow> {
  mustSupervise(service, caller, region)
  const window: Window = {
    opens: given.opens ?? null,
    departments: given.due?.departments ?? `${year + 1}-01-31`,
    governments: given.due?.governments ?? `${year + 1}-03-31`,
    closes: given.closes ?? null,
    reason: given.reason ?? null,
  }
  mustBeInOrder(window, year)
  const held = heldTo(entryOf(service, { region, year }), preconditions)
  await service.store.calendar.setWindow(region, year, window, { client: caller.id, held })
  return { region, ...window }
}

/** Takes a region's own window away; what the region above says holds again. */
export async function removeWindow(
  service: Service,
  caller: Caller,
  { region, year }: WindowKey,
  preconditions: Preconditions,
): Promise<void> {
  mustSupervise(service, caller, region)
  const held = heldTo(entryOf(service, { region, year }), preconditions)
  const by = { client: caller.id, held }
  if (await service.store.calendar.removeWindow(region, year, by)) return
  throw new Problem('window-not-found', { region, year })
}

const entryOf = (service: Service, { region, year }: WindowKey) => ({
  name: `${region}/${year}`,
  read: () => windowOf(service, region, year),
})

function mustBeInOrder({ opens, departments, governments, closes, reason }: Window, year: number) {
  const faults: Fault[] = []
  const fault = (pointer: string, zh: string, en: string) =>
    faults.push({ pointer, code: 'window', message: { zh, en } })
  for (const [pointer, day] of [
    ['/due/departments', departments],
    ['/due/governments', governments],
  ] as const) {
    if (!isDay(day)) fault(pointer, '不是日历上的日期', 'is no day of the calendar')
    else if (day <= `${year}-12-31`) {
      fault(pointer, '应在报告年度结束之后', 'must lie after the report year')
    }
    if (opens !== null && day < opens) fault(pointer, '早于开放日期', 'lies before it opens')
    if (closes !== null && day > closes) fault(pointer, '晚于截止日期', 'lies after it closes')
  }
  if (opens !== null && !isDay(opens))
    fault('/opens', '不是日历上的日期', 'is no day of the calendar')
  if (closes !== null && !isDay(closes))
    fault('/closes', '不是日历上的日期', 'is no day of the calendar')
  if (closes !== null && reason === null) {
    fault('/reason', '关闭年度须说明理由', 'must say why the year closes')
  }
  if (faults.length > 0)
    throw new Problem('window-out-of-order', { count: faults.length }, { faults })
}

/** Whether a day of the right shape is in the calendar: 30 February is not. */
export const isDay = (day: string): boolean => {
  const time = Date.parse(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}
