import { setImmediate } from 'node:timers/promises'
import {
  byteOrderMark,
  csvLine,
  csvRecords,
  longHeader,
  wideHeader,
} from '../documents/print/csv.ts'
import { formatOf, formats } from '../formats/index.ts'
import type { Caller } from '../store/client-store.ts'
import { reportOf } from './assess.ts'
import { type Asked, listReports, type Place } from './list-reports.ts'
import { aboutOf } from './print-report.ts'
import type { Service } from './service.ts'

const PAGE = 100

/**
 * Every report of a list as CSV, in the order of the list, piece by piece: whatever its length, a
 * page of it is in memory, and between two reports others have their turn.
 */
export async function* exportReports(
  service: Service,
  caller: Caller,
  filter: Asked,
  { view, after }: { view: string | undefined; after: Place | undefined },
): AsyncGenerator<string> {
  const only = filter.format === null ? undefined : formatOf(filter.format)
  const header = view === 'wide' ? wideHeader(only === undefined ? formats : [only]) : longHeader
  yield byteOrderMark + csvLine(header)
  let place = after
  for (;;) {
    const heads = await listReports(service, caller, filter, { after: place, limit: PAGE })
    for (const head of heads) {
      const report = reportOf(await service.store.reports.revision(head.id, head.revision))
      const agency = service.store.register.findAgency(head.agency)
      yield csvRecords(header, report, aboutOf(agency, head))
      await setImmediate()
    }
    const last = heads.at(-1)
    if (last === undefined) return
    place = { year: last.year, agency: last.agency }
  }
}
