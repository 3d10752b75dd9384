import { setTimeout as after } from 'node:timers/promises'

/** Works in the background, and leaves the requests that come as much time as it took. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  await after(performance.now() - began)
  return result
}
