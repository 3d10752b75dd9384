import type { Format } from './format.ts'

/** Formats and reports are values that never change: what is derived from one is derived once. */
export function once<Of extends object = Format, T = unknown>(
  derive: (of: Of) => T,
): (of: Of) => T {
  const known = new WeakMap<Of, T>()
  return (of) => {
    let value = known.get(of)
    if (value === undefined) {
      value = derive(of)
      known.set(of, value)
    }
    return value
  }
}

/**
 * The same for values of which there are many, each asked about several times in a row: only what was
 * derived last is kept. The collector of garbage looks through a map of many short lives each time.
 */
export function onceInARow<Of extends object, T>(derive: (of: Of) => T): (of: Of) => T {
  let last: { readonly of: Of; readonly value: T } | undefined
  return (of) => {
    if (last?.of !== of) last = { of, value: derive(of) }
    return last.value
  }
}
