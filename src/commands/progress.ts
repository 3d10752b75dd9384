import { writeSync } from 'node:fs'
import type { Told } from '../store/told.ts'

const OFTEN_MS = 100
const WIDTH = 24
const CLEAR = '\r\u001b[K'
const STDERR = 2

let next = 0
let shown = false

/**
 * Says how far a long command is, on a line of standard error that is written over. Whoever pipes
 * it somewhere gets none of it. It is written at once: long work leaves no turn to what waits.
 */
export const told: Told = (what, done, of) => {
  if (process.stderr.isTTY !== true || performance.now() < next) return
  next = performance.now() + OFTEN_MS
  shown = true
  write(`${CLEAR}${of > 0 ? bar(Math.min(done / of, 1)) : ''}${what}${counted(done, of)}`)
}

/** Takes the line away, before something else is printed. */
export function clearProgress(): void {
  if (!shown) return
  shown = false
  next = 0
  write(CLEAR)
}

const bar = (part: number): string =>
  `[${'#'.repeat(Math.floor(part * WIDTH)).padEnd(WIDTH, '-')}] ${Math.floor(part * 100)} %  `

const counted = (done: number, of: number): string =>
  done === 0 && of === 0 ? ' …' : `  ${whole(done)}${of > 0 ? ` of ${whole(of)}` : ''}`

const whole = (count: number): string => Math.floor(count).toLocaleString('en')

/** A terminal that takes nothing at the moment misses a line, no more. */
function write(text: string): void {
  try {
    writeSync(STDERR, text)
  } catch {}
}
