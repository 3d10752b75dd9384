import { AsyncLocalStorage } from 'node:async_hooks'

/** Called inside the transaction of a change, right after it, with what the change came to. */
export type Beside = (result: unknown) => void

/**
 * What is to be committed together with the changes made in this course of events: the answer to
 * a request that may be sent again, or the result of an item of a job. Carried beside the call, so
 * that no service has to hand it on and no change can be made without it (docs/adr/0020).
 */
export const beside = new AsyncLocalStorage<Beside | undefined>()
