import { Problem } from '../errors.ts'
import type { Agency } from '../store/agency-store.ts'
import type { Caller } from '../store/client-store.ts'
import type { ReportFilter } from '../store/report-filter.ts'
import { findRegion } from './find-region.ts'
import type { Service } from './service.ts'

/** How much of an agency's reports a caller sees: all of them, what is published, or none. */
export type Sight = 'all' | 'published' | 'none'

/**
 * A reporter sees its agencies, a reviewer its subtree, an admin everything; a reader what is
 * published; an auditor sees the log, and no more of the reports than anybody. Where public reading is on, everybody sees what is published.
 */
export function sightOf(service: Service, caller: Caller, agency: Agency): Sight {
  const otherwise = service.publicRead ? 'published' : 'none'
  switch (caller.role) {
    case 'admin':
      return 'all'
    case 'reporter':
      return caller.agencies.includes(agency.id) ? 'all' : otherwise
    case 'reviewer':
      return supervises(service, caller, agency.region) ? 'all' : otherwise
    case 'reader':
      return 'published'
    case 'auditor':
    case 'anonymous':
      return otherwise
  }
}

/** The limits of a caller as part of a list's query; nothing is filtered afterwards. */
export function limitsOf(
  caller: Caller,
): Pick<ReportFilter, 'among' | 'within'> & { readonly publishedOnly: boolean } {
  switch (caller.role) {
    case 'admin':
      return { among: null, within: null, publishedOnly: false }
    case 'reporter':
      return { among: caller.agencies, within: null, publishedOnly: false }
    case 'reviewer':
      return { among: null, within: caller.region, publishedOnly: false }
    case 'reader':
    case 'auditor':
    case 'anonymous':
      return { among: null, within: null, publishedOnly: true }
  }
}

/** Whether the caller is the office of a region, or of one above it. */
export const supervises = (
  { store }: Pick<Service, 'store'>,
  caller: Caller,
  region: string,
): boolean =>
  caller.role === 'admin' ||
  (caller.role === 'reviewer' &&
    caller.region !== null &&
    store.register.isWithin(region, caller.region))

/** Refuses a caller who does not supervise a region, and everybody where there is none. */
export function mustSupervise(service: Service, caller: Caller, region: string): void {
  findRegion(service, region)
  if (!supervises(service, caller, region)) throw outsideScope(region)
}

/** The problem of a region that the caller does not supervise. */
export const outsideScope = (region: string): Problem =>
  new Problem('forbidden', {
    reason: {
      zh: `区划 ${region} 不在当前密钥的范围内。`,
      en: `Region ${region} is outside the key's scope.`,
    },
  })
