import type { Language } from '../reports/text.ts'
import type { Caller } from '../store/client-store.ts'
import type { Store } from '../store/store.ts'

/** What every use case is given. */
export interface Service {
  readonly store: Store
  readonly publicRead: boolean
  readonly now: () => Date
}

/** Who asks, and in which language the answer is wanted. */
export interface Asking {
  readonly caller: Caller
  readonly language: Language
}
