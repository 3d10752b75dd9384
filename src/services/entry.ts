import { Problem } from '../errors.ts'
import { canonicalise } from '../reports/canonical.ts'
import type { Held } from '../store/ledger.ts'
import { tagOf } from './digest.ts'
import { names, type Preconditions } from './preconditions.ts'

/** A strong tag of an entry of the register or the calendar: a digest of all it says. */
export const entryTagOf = (entry: object): string => `"${tagOf(canonicalise(entry))}"`

/** The entry a change is made to. */
export interface Entry {
  /** What the caller knows it by: an id, a code, `370781/2024`. */
  readonly name: string
  /** As it is now; undefined where there is none. */
  readonly read: () => object | undefined
}

/**
 * Refuses a change that is not based on the entry as it is. To be asked within the transaction, so
 * that of two changes to what both callers read one is refused.
 */
export const heldTo =
  ({ name, read }: Entry, { ifMatch, ifNoneMatch }: Preconditions): Held =>
  () => {
    if (ifMatch === undefined && ifNoneMatch === undefined) return
    const now = read()
    const etag = now === undefined ? '—' : entryTagOf(now)
    const matches = (header: string) => now !== undefined && names(header, etag)
    const based = ifMatch === undefined || matches(ifMatch)
    const absent = ifNoneMatch === undefined || !matches(ifNoneMatch)
    if (based && absent) return
    const headers = now === undefined ? {} : { headers: { etag } }
    throw new Problem('entry-changed', { entry: name, etag }, headers)
  }
