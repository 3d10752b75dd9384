import { setTimeout as after } from 'node:timers/promises'

/** Milliseconds: what took longer was done on another thread. */
const LONGEST_PAUSE = 100

/** Works in the background, and leaves the requests that come as much time as it took. */
export async function atHalfPace<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  await after(Math.min(performance.now() - began, LONGEST_PAUSE))
  return result
}
