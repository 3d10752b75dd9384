import type { Filing } from '../rules/rule.ts'
import type { Agency } from '../store/agency-store.ts'
import { dayOf, deadlineOf } from './calendar.ts'
import type { Service } from './service.ts'

/**
 * When a report was due, when it was filed if that was late or before the year was over, and when
 * it was published. What was withdrawn in time and filed anew too late counts from then on.
 */
export async function filingDays(service: Service, agency: Agency, year: number): Promise<Filing> {
  const { due } = deadlineOf(service, agency, year)
  const { submitted, published, late } = await service.store.reports.stoodFrom(agency.id, year)
  const days = submitted.map((at) => dayOf(new Date(at)))
  const early = days.slice(-1).find((day) => day <= `${year}-12-31`)
  const filed = late ? days.find((day) => day > due) : early
  return {
    due,
    ...(filed === undefined ? {} : { submitted: filed }),
    ...(published === null ? {} : { published: dayOf(new Date(published)) }),
  }
}
