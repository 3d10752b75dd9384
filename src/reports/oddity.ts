import type { Place } from './place.ts'

/** What a reader noticed and did not decide: a rule turns it into a finding. */
export interface Oddity {
  readonly kind: 'numbering' | 'debris' | 'label' | 'number' | 'format'
  readonly at?: Place
  readonly quote: string
  readonly expected?: string
}
