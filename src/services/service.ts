import type { Language } from '../reports/text.ts'
import type { Finding } from '../rules/check.ts'
import type { Caller } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'
import type { FoundCount } from './check-work.ts'

/** What every use case is given. */
export interface Service {
  readonly store: Store
  readonly publicRead: boolean
  readonly now: () => Date
  /** Told what the rules found in each report that is sent. */
  readonly checked?: (
    findings: readonly (Pick<Finding, 'rule' | 'severity'> | FoundCount)[],
  ) => void
}

/** Who asks, and in which language the answer is wanted. */
export interface Asking {
  readonly caller: Caller
  readonly language: Language
}
