import { AsyncLocalStorage } from 'node:async_hooks'

/** Called inside the transaction of a change, right after it, with what the change came to. */
export type Beside = (result: unknown) => void

const carried = new AsyncLocalStorage<Beside | undefined>()
/** How many courses of events carry something at the moment. */
let carrying = 0

/**
 * What is to be committed together with the changes made in a course of events: the answer to a
 * request that may be sent again, or the result of an item of a job. Carried beside the call, so
 * that no service has to hand it on and no change can be made without it (docs/adr/0020). While
 * anything is carried Node follows every promise there is, which takes a tenth of the processor:
 * so it is said when a course is over, and nothing is followed once none carries anything.
 */
export const beside = {
  /** Begins a course that carries something; whoever begins one says when it is `over`. */
  run<T>(what: Beside, course: () => T): T {
    carrying++
    return carried.run(what, course)
  },

  over(): void {
    carrying--
    if (carrying === 0) carried.disable()
  },

  /** Carries something through a piece of work. */
  async during<T>(what: Beside, work: () => Promise<T>): Promise<T> {
    try {
      return await beside.run(what, work)
    } finally {
      beside.over()
    }
  },

  /** Work that nothing is committed with, whatever course it is done in. */
  apart: <T>(work: () => T): T => (carrying === 0 ? work() : carried.run(undefined, work)),

  /** What is carried here. */
  now: (): Beside | undefined => (carrying === 0 ? undefined : carried.getStore()),
}
