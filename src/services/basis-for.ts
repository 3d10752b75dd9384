import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Basis } from '../store/standing.ts'
import type { Service } from './service.ts'

/** Which basis a caller may add up: a reviewer its subtree on any, everybody else what is published. */
export function basisFor(
  { store }: Service,
  caller: Caller,
  region: string,
  asked: Basis | undefined,
): Basis {
  if (supervises({ store }, caller, region)) return asked ?? 'accepted'
  if (asked === undefined || asked === 'published') return 'published'
  throw new Problem('forbidden', {
    reason: {
      zh: `只有 ${region} 的主管部门可按“${asked}”口径汇总；其他人可查已公布的数据。`,
      en: `Only the office over ${region} adds up what is ${asked}; everybody else what is published.`,
    },
  })
}

/** Whether the region lies in what the caller supervises. */
export const supervises = (
  { store }: Pick<Service, 'store'>,
  caller: Caller,
  region: string,
): boolean =>
  caller.role === 'admin' ||
  (caller.role === 'reviewer' &&
    caller.region !== null &&
    store.register.isWithin(region, caller.region))
