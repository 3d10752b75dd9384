import { setImmediate } from 'node:timers/promises'

/** Milliseconds after which others have their turn. */
const LONGEST = 8

/** The turn of work that may be long: once it is over, it is passed to whoever waits for one. */
export function turn() {
  let since = performance.now()
  return {
    isOver: (): boolean => performance.now() - since >= LONGEST,

    async pass(): Promise<void> {
      await setImmediate()
      since = performance.now()
    },
  }
}
