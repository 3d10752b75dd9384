import type { Filing } from '../rules/rule.ts'
import type { Agency } from '../store/agency-store.ts'
import { dayOf, deadlineOf } from './calendar.ts'
import type { Service } from './service.ts'

/** A step that is being taken, and whether the report will be late. */
export interface Taken {
  readonly action: string
  readonly at: Date
  readonly late: boolean
}

/**
 * When a report was due, when it was filed if that was late or before the year was over, and when
 * it was published. What was withdrawn in time and filed anew too late counts from then on; a step
 * that is being taken counts already.
 */
export async function filingDays(
  service: Service,
  agency: Agency,
  year: number,
  taken?: Taken,
): Promise<Filing> {
  const { due } = deadlineOf(service, agency, year)
  const stood = await service.store.reports.stoodFrom(agency.id, year)
  const { submitted, published, late } = taken === undefined ? stood : withStep(stood, taken)
  const days = submitted.map((at) => dayOf(new Date(at)))
  const early = days.slice(-1).find((day) => day <= `${year}-12-31`)
  const filed = late ? days.find((day) => day > due) : early
  return {
    due,
    ...(filed === undefined ? {} : { submitted: filed }),
    ...(published === null ? {} : { published: dayOf(new Date(published)) }),
  }
}

interface Stood {
  readonly submitted: readonly string[]
  readonly published: string | null
  readonly late: boolean
}

function withStep({ submitted, published, late }: Stood, { action, at, ...after }: Taken): Stood {
  const now = at.toISOString()
  if (action === 'publish') return { submitted, published: published ?? now, late }
  if (action !== 'submit') return { submitted, published, late }
  return { submitted: [...submitted, now], published, late: late || after.late }
}
