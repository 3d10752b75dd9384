/** How late the event loop is, in milliseconds: a moving average that forgets half each time. */
export interface EventLoopDelay {
  milliseconds(): number
  stop(): void
}

const EVERY_MS = 250

/**
 * A timer that looks how late it is: next to nothing to run, and all there is to see of a process
 * that has more to do than it can. One long turn is halved and forgotten; turns that are long one
 * after the other add up.
 */
export function eventLoopDelay(now = () => performance.now()): EventLoopDelay {
  let average = 0
  let expected = now() + EVERY_MS
  const timer = setInterval(() => {
    const late = Math.max(0, now() - expected)
    average = (average + late) / 2
    expected = now() + EVERY_MS
  }, EVERY_MS).unref()
  return { milliseconds: () => average, stop: () => clearInterval(timer) }
}
