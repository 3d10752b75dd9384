import { setTimeout as after, setImmediate } from 'node:timers/promises'
import type { Service } from './service.ts'

/** Milliseconds between two steps while others work: a twentieth of the time, at most. */
const PAUSE = 50
/** Milliseconds: a turn of the event loop that takes longer had something else to do. */
const IDLE_TURN = 0.5
/** Milliseconds before a step that failed is tried again. */
const PATIENCE = 1000

export interface Indexer {
  /** There may be something to follow. */
  wake(): void
  /** Finishes the step in hand; the rest is done after the next start. */
  stop(): Promise<void>
}

/**
 * Keeps the index of narratives up with what is filed, in small steps that give way to requests:
 * while there are many the index may fall behind, and its lag can be seen.
 */
export function indexer({ store }: Pick<Service, 'store'>, log: (error: unknown) => void): Indexer {
  const stopped = new AbortController()
  const { signal } = stopped
  let woken = false
  let running: Promise<void> | undefined

  const pause = (milliseconds: number) =>
    after(milliseconds, undefined, { signal, ref: false }).catch(() => {})

  async function work(): Promise<void> {
    while (woken && !signal.aborted) {
      woken = false
      try {
        await catchUp()
      } catch (error) {
        if (signal.aborted) return
        log(error)
        woken = true
        await pause(PATIENCE)
      }
    }
  }

  async function catchUp(): Promise<void> {
    while (!signal.aborted && (await store.search.catchUp())) {
      const began = performance.now()
      await setImmediate()
      if (performance.now() - began > IDLE_TURN) await pause(PAUSE)
    }
  }

  return {
    wake() {
      woken = true
      if (signal.aborted || running !== undefined) return
      running = work().finally(() => {
        running = undefined
      })
    },
    async stop() {
      stopped.abort()
      await running
    },
  }
}
