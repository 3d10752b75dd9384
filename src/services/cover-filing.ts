import type { Caller } from '../store/client-store.ts'
import type { CoveredFiler, FilerStatus, StatusCount } from '../store/coverage-reads.ts'
import { mustSupervise } from './access.ts'
import { dayOf, daysBetween, deadlineOf, windowOf } from './calendar.ts'
import type { Service } from './service.ts'

/** Which filers a list holds: those at one status, those that are missing, or those that were late. */
const wanted = {
  missing: ['notStarted', 'draft', 'returned'],
  filed: ['submitted', 'accepted', 'published'],
  late: ['submitted', 'accepted', 'published'],
  notStarted: ['notStarted'],
  draft: ['draft'],
  returned: ['returned'],
  exempt: ['exempt'],
  submitted: ['submitted'],
  accepted: ['accepted'],
  published: ['published'],
} as const satisfies Record<string, readonly FilerStatus[]>
export type Wanted = keyof typeof wanted

export interface Covered {
  readonly region: string
  readonly year: number
  readonly kind: string | null
}

/** Who was to file in a region, who has, and how that compares. */
export async function coverFiling(service: Service, caller: Caller, query: Covered) {
  mustSupervise(service, caller, query.region)
  const { departments, governments } = windowOf(service, query.region, query.year)
  const today = dayOf(service.now())
  return {
    today,
    due: { departments, governments },
    daysLeft: {
      departments: daysBetween(today, departments),
      governments: daysBetween(today, governments),
    },
    ...summed(await service.store.coverage.count(query)),
  }
}

function summed(found: readonly StatusCount[]) {
  const at = (statuses: readonly FilerStatus[]) =>
    found
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, { filers, late }) => ({ filers: sum.filers + filers, late: sum.late + late }), {
        filers: 0,
        late: 0,
      })
  const filed = at(wanted.filed)
  const missing = at(wanted.missing).filers
  const expected = filed.filers + missing
  return {
    counts: {
      expected,
      filed: filed.filers,
      accepted: at(['accepted', 'published']).filers,
      published: at(['published']).filers,
      late: filed.late,
      missing,
      notStarted: at(['notStarted']).filers,
      draft: at(['draft']).filers,
      returned: at(['returned']).filers,
      exempt: at(['exempt']).filers,
    },
    rates: {
      reporting: rate(filed.filers, expected),
      onTime: rate(filed.filers - filed.late, expected),
    },
  }
}

const rate = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
})

/** A filer on a list, such as the one of those to be reminded (催报). */
export interface ListedFiler extends CoveredFiler {
  readonly due: string
  /** Negative once the day has passed. */
  readonly daysLeft: number
  /** Why it need not file, or was given more time. */
  readonly reason: string | null
}

/** The filers at a status, by id, after one; of a region the caller has been found to rule. */
export async function listFilers(
  service: Service,
  query: Covered & { status: Wanted },
  after: string,
  limit: number,
): Promise<ListedFiler[]> {
  const { store, now } = service
  const { status, ...of } = query
  const statuses = wanted[status]
  const lateOnly = status === 'late'
  const filers = await store.coverage.list({ ...of, statuses, lateOnly, after, limit })
  const today = dayOf(now())
  return filers.map((filer) => {
    const { due } = deadlineOf(service, filer, query.year)
    const exempt = store.register.exemption(filer.id, query.year)
    const reason = exempt ?? store.calendar.extension(filer.id, query.year)?.reason ?? null
    return { ...filer, due, daysLeft: daysBetween(today, due), reason }
  })
}
