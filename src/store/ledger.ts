import type { Clock } from './clock.ts'
import type { EventStore } from './event-store.ts'
import type { LongReader } from './long-reader.ts'
import type { ReceiptStore } from './receipt-store.ts'
import type { RecheckStore } from './recheck-store.ts'
import type { RegisterStore } from './register-store.ts'
import type { RollUpStore } from './roll-up-store.ts'
import type { Write } from './writer.ts'

/** Asked within the transaction of a change: throws where the change must not be made any more. */
export type Held = () => void

/** What every store that writes goes through. */
export interface Ledger {
  readonly write: Write
  readonly clock: Clock
  readonly events: EventStore
  readonly receipts: ReceiptStore
  readonly register: RegisterStore
  /** Long reads of searches alone, which wait for no others. */
  readonly searcher: Pick<LongReader, 'read'>
  readonly rollUps: RollUpStore
  readonly rechecks: Pick<RecheckStore, 'note' | 'told'>
}
