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
import { type Asked, type At, listReports } from './list-reports.ts'
import { aboutOf } from './print-report.ts'
import type { Service } from './service.ts'

const PAGE = 100

/**
 * Every report of a list as CSV, in the order of the list, piece by piece: whatever its length, a
 * page of it is in memory, and between two reports others have their turn. What is wrong with the
 * question is thrown before the first piece.
 */
export async function* exportReports(
  service: Service,
  caller: Caller,
  filter: Asked,
  { view, after }: { view: string | undefined; after: At | undefined },
): AsyncGenerator<string> {
  const only = filter.format === undefined ? undefined : formatOf(filter.format)
  const header = view === 'wide' ? wideHeader(only === undefined ? formats : [only]) : longHeader
  const pageFrom = (place: At | undefined) =>
    listReports(service, caller, filter, { after: place, limit: PAGE })
  let page = await pageFrom(after)
  yield byteOrderMark + csvLine(header)
  for (;;) {
    for (const { head } of page.items) {
      const report = reportOf(await service.store.reports.revision(head.id, head.revision))
      const agency = service.store.register.findAgency(head.agency)
      yield csvRecords(header, report, aboutOf(agency, head))
      await setImmediate()
    }
    if (page.next === null) return
    page = await pageFrom(page.next)
  }
}
