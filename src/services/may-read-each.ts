import { Problem } from '../errors.ts'
import type { Caller } from '../store/client-store.ts'
import { supervises } from './access.ts'
import type { Service } from './service.ts'

/**
 * Refuses who may know a region's sums but not each report in them: where public reading is off,
 * a reporter or an office from elsewhere.
 */
export function mayReadEach(service: Service, caller: Caller, region: string): void {
  if (service.publicRead || caller.role === 'reader' || supervises(service, caller, region)) return
  throw new Problem('forbidden', {
    reason: {
      zh: `当前密钥不能逐份查阅 ${region} 的报告。`,
      en: `The key does not read each report of ${region}.`,
    },
  })
}
