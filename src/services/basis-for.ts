import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import type { Basis } from '../store/standing.ts'
import { supervises } from './access.ts'
import type { Service } from './service.ts'

/** Which basis a caller may add up: a reviewer its subtree on any, everybody else what is published. */
export function basisFor(
  service: Service,
  caller: Caller,
  region: string,
  asked: Basis | undefined,
): Basis {
  if (supervises(service, caller, region)) return asked ?? 'accepted'
  if (asked === undefined || asked === 'published') return 'published'
  throw new Problem('forbidden', {
    reason: {
      zh: `只有 ${region} 的主管部门可按“${asked}”口径汇总；其他人可查已公布的数据。`,
      en: `Only the office over ${region} adds up what is ${asked}; everybody else what is published.`,
    },
  })
}
